// Verifies a log's files with golang.org/x/mod/sumdb alone: the signature on the checkpoint, every
// hash in every tile, every entry, and the state that an older checkpoint signed.
//
//	verify FOLDER VERIFIER-KEY [OLDER-CHECKPOINT]
package main

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
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
	tree, err := open(filepath.Join(folder, "checkpoint"), key)
	if err != nil {
		return 0, err
	}
	hashes := tlog.TileHashReader(tree, files{folder})
	if err := entries(folder, tree, hashes); err != nil {
		return 0, err
	}
	if older == "" {
		return tree.N, nil
	}
	before, err := open(older, key)
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

// open reads a C2SP checkpoint: origin, size and root, each on a line, signed as a note.
func open(file, key string) (tlog.Tree, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return tlog.Tree{}, err
	}
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return tlog.Tree{}, err
	}
	signed, err := note.Open(content, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(signed.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		return tlog.Tree{}, errors.New("not a checkpoint of this log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		return tlog.Tree{}, errors.New("not a root")
	}
	return tlog.Tree{N: size, Hash: tlog.Hash(root)}, nil
}

// entries holds every entry against the hash in the tree; reading that hash verifies its tiles.
func entries(folder string, tree tlog.Tree, hashes tlog.HashReader) error {
	for first := int64(0); first < tree.N; first += 1 << height {
		width := min(tree.N-first, 1<<height)
		indexes := make([]int64, width)
		for at := range indexes {
			indexes[at] = tlog.StoredHashIndex(0, first+int64(at))
		}
		expected, err := hashes.ReadHashes(indexes)
		if err != nil {
			return err
		}
		path := bundle(first>>height, width)
		content, err := os.ReadFile(filepath.Join(folder, path))
		if err != nil {
			return err
		}
		for at := range indexes {
			if len(content) < 2 || len(content) < 2+int(binary.BigEndian.Uint16(content)) {
				return fmt.Errorf("%s ends at entry %d", path, at)
			}
			end := 2 + int(binary.BigEndian.Uint16(content))
			if tlog.RecordHash(content[2:end]) != expected[at] {
				return fmt.Errorf("%s: entry %d does not have the hash in the tree", path, at)
			}
			content = content[end:]
		}
		if len(content) > 0 {
			return fmt.Errorf("%s has more than %d entries", path, width)
		}
	}
	return upper(tree, hashes)
}

// upper reads every hash above the leaves, so that no tile is left out.
func upper(tree tlog.Tree, hashes tlog.HashReader) error {
	for level := height; tree.N>>level > 0; level += height {
		for at := int64(0); at < tree.N>>level; at++ {
			if _, err := hashes.ReadHashes([]int64{tlog.StoredHashIndex(level, at)}); err != nil {
				return err
			}
		}
	}
	return nil
}

// files reads tiles in C2SP's layout, which is that of the Go checksum database less its height.
type files struct{ folder string }

func (files) Height() int { return height }

func (f files) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	read := make([][]byte, len(tiles))
	for at, tile := range tiles {
		path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", height), "tile/", 1)
		content, err := os.ReadFile(filepath.Join(f.folder, path))
		if err != nil {
			return nil, err
		}
		if len(content) != tile.W*tlog.HashSize {
			return nil, fmt.Errorf("%s has %d bytes", path, len(content))
		}
		read[at] = content
	}
	return read, nil
}

func (files) SaveTiles([]tlog.Tile, [][]byte) {}

func bundle(number, width int64) string {
	tile := tlog.Tile{H: height, L: 0, N: number, W: int(width)}
	return strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/0/", height), "tile/entries/", 1)
}
