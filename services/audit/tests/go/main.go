// Verifies a log's files with golang.org/x/mod/sumdb alone: the signature on the checkpoint, by the
// given key or one to which the hand-overs lead; every hash in every tile; every entry but those of
// which the log says that they have expired; and the state that an older checkpoint signed.
//
//	verify FOLDER VERIFIER-KEY [OLDER-CHECKPOINT]
package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: verify FOLDER VERIFIER-KEY [OLDER-CHECKPOINT]")
		os.Exit(2)
	}
	older := ""
	if len(os.Args) > 3 {
		older = os.Args[3]
	}
	size, err := verify(os.Args[1], os.Args[2], older)
	if err != nil {
		fmt.Println("NOT VERIFIED:", err)
		os.Exit(1)
	}
	fmt.Println("verified", size)
}

func verify(folder, key, older string) (int64, error) {
	chain, err := follow(folder, key)
	if err != nil {
		return 0, err
	}
	tree, err := chain.open(filepath.Join(folder, "checkpoint"))
	if err != nil {
		return 0, err
	}
	if tree.N < chain.trustedFrom {
		return 0, fmt.Errorf("of %d entries, older than the key, from %d", tree.N, chain.trustedFrom)
	}
	hashes, err := read(folder, tree)
	if err != nil {
		return 0, err
	}
	root, err := tlog.TreeHash(tree.N, hashes)
	if err != nil {
		return 0, err
	}
	if root != tree.Hash {
		return 0, fmt.Errorf("the entries do not have the root of the checkpoint of %d", tree.N)
	}
	if err := tiles(folder, tree, hashes); err != nil {
		return 0, err
	}
	if older == "" {
		return tree.N, nil
	}
	before, err := chain.open(older)
	if err != nil {
		return 0, err
	}
	if before.N > tree.N {
		return 0, fmt.Errorf("rolled back from %d to %d", before.N, tree.N)
	}
	if before.N == 0 {
		return tree.N, nil
	}
	proof, err := tlog.ProveTree(tree.N, before.N, hashes)
	if err != nil {
		return 0, err
	}
	return tree.N, tlog.CheckTree(proof, tree.N, tree.Hash, before.N, before.Hash)
}

// memory holds every hash of a tree. TileHashReader will not do: in v0.33 of the module it does not
// authenticate every tile where those at the tree's right edge are fewer than its subtrees.
type memory []tlog.Hash

func (m memory) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	read := make([]tlog.Hash, len(indexes))
	for at, index := range indexes {
		read[at] = m[index]
	}
	return read, nil
}

// read computes every hash of the tree from the entries, and from their hashes where the log says
// that they have expired.
func read(folder string, tree tlog.Tree) (memory, error) {
	var hashes memory
	var gone, expired int64
	var missing string
	for first := int64(0); first < tree.N; first += 1 << height {
		width := min(tree.N-first, 1<<height)
		path := bundle(first>>height, width)
		content, err := os.ReadFile(filepath.Join(folder, path))
		var leaves []tlog.Hash
		if errors.Is(err, os.ErrNotExist) && width == 1<<height {
			gone, missing = first+width, path
			leaves, err = expiredLeaves(folder, first>>height)
		} else if err == nil {
			var said int64
			leaves, said, err = entries(content, path, width)
			expired = max(expired, said)
		}
		if err != nil {
			return nil, err
		}
		for at, leaf := range leaves {
			stored, err := tlog.StoredHashesForRecordHash(first+int64(at), leaf, hashes)
			if err != nil {
				return nil, err
			}
			hashes = append(hashes, stored...)
		}
	}
	if gone > expired {
		return nil, fmt.Errorf("%s is missing, and %d entries have expired", missing, expired)
	}
	return hashes, nil
}

// entries returns the hashes of a bundle's entries, and how many they say have expired.
func entries(content []byte, path string, width int64) ([]tlog.Hash, int64, error) {
	var expired int64
	leaves := make([]tlog.Hash, width)
	for at := range leaves {
		if len(content) < 2 || len(content) < 2+int(binary.BigEndian.Uint16(content)) {
			return nil, 0, fmt.Errorf("%s ends at entry %d", path, at)
		}
		end := 2 + int(binary.BigEndian.Uint16(content))
		leaves[at] = tlog.RecordHash(content[2:end])
		expired = max(expired, statement(content[2:end]))
		content = content[end:]
	}
	if len(content) > 0 {
		return nil, 0, fmt.Errorf("%s has more than %d entries", path, width)
	}
	return leaves, expired, nil
}

func expiredLeaves(folder string, number int64) ([]tlog.Hash, error) {
	path := layout(tlog.Tile{H: height, L: 0, N: number, W: 1 << height})
	content, err := os.ReadFile(filepath.Join(folder, path))
	if err != nil {
		return nil, err
	}
	if len(content) != tlog.HashSize<<height {
		return nil, fmt.Errorf("%s has %d bytes", path, len(content))
	}
	leaves := make([]tlog.Hash, 1<<height)
	for at := range leaves {
		leaves[at] = tlog.Hash(content[at*tlog.HashSize:][:tlog.HashSize])
	}
	return leaves, nil
}

// tiles compares every tile with the hashes that are now known to lead to the signed root.
func tiles(folder string, tree tlog.Tree, hashes memory) error {
	for level := 0; tree.N>>(level*height) > 0; level++ {
		size := tree.N >> (level * height)
		for first := int64(0); first < size; first += 1 << height {
			width := int(min(size-first, 1<<height))
			tile := tlog.Tile{H: height, L: level, N: first >> height, W: width}
			expected, err := tlog.ReadTileData(tile, hashes)
			if err != nil {
				return err
			}
			content, err := os.ReadFile(filepath.Join(folder, layout(tile)))
			if err != nil {
				return err
			}
			if !bytes.Equal(content, expected) {
				return fmt.Errorf("%s is not what the entries say", layout(tile))
			}
		}
	}
	return nil
}

// statement returns how many entries at the beginning have expired by what an entry says, if it
// says that; such an entry is signed before anything is deleted.
func statement(entry []byte) int64 {
	var event struct {
		Type, Source string
		Data         struct{ Unmapped map[string]any }
	}
	if json.Unmarshal(entry, &event) != nil {
		return 0
	}
	if event.Type != "log.entries.expired" || event.Source != "emend-audit" {
		return 0
	}
	text, _ := event.Data.Unmapped["up_to"].(string)
	number, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0
	}
	return number
}

// layout returns a tile's path in C2SP's layout, which is that of the Go checksum database less its
// height.
func layout(tile tlog.Tile) string {
	return strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", height), "tile/", 1)
}

func bundle(number, width int64) string {
	tile := tlog.Tile{H: height, L: 0, N: number, W: int(width)}
	return strings.Replace(layout(tile), "tile/0/", "tile/entries/", 1)
}
