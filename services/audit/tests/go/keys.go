package main

import (
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// period says from which size on a key signs.
type period struct {
	from int64
	key  string
}

// chain holds the log's keys, the oldest first. The given key vouches for its predecessors, but
// counts as the log's state of today only from trustedFrom on.
type chain struct {
	origin      string
	keys        []period
	trustedFrom int64
}

type handOver struct {
	size     int64
	old, new string
}

// follow returns the keys to which the given one leads by the hand-overs in a log's folder.
func follow(folder, key string) (chain, error) {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return chain{}, err
	}
	found := chain{origin: verifier.Name(), keys: []period{{0, key}}}
	var statements []handOver
	for number := 1; ; number++ {
		content, err := os.ReadFile(filepath.Join(folder, "hand-over", strconv.Itoa(number)))
		if errors.Is(err, os.ErrNotExist) {
			break
		}
		if err != nil {
			return chain{}, err
		}
		statement, err := found.read(content)
		if err != nil {
			return chain{}, fmt.Errorf("hand-over/%d: %w", number, err)
		}
		statements = append(statements, statement)
	}
	for at := len(statements) - 1; at >= 0; at-- {
		each := statements[at]
		if each.new == found.keys[0].key {
			found.keys[0].from = each.size
			found.keys = slices.Insert(found.keys, 0, period{0, each.old})
			found.trustedFrom = max(found.trustedFrom, each.size)
		}
	}
	for _, each := range statements {
		if each.old == found.keys[len(found.keys)-1].key {
			found.keys = append(found.keys, period{each.size, each.new})
		}
	}
	if !slices.IsSortedFunc(found.keys, func(a, b period) int { return int(a.from - b.from) }) {
		return chain{}, errors.New("the hand-overs take effect at sizes that fall")
	}
	return found, nil
}

// read reads a hand-over, which both of its keys must have signed.
func (c chain) read(content []byte) (handOver, error) {
	text, _, _ := strings.Cut(string(content), "\n\n")
	lines := strings.Split(text, "\n")
	if len(lines) != 5 || lines[0] != "emend audit key hand-over" || lines[1] != c.origin {
		return handOver{}, errors.New("not a hand-over of this log")
	}
	size, err := strconv.ParseInt(lines[2], 10, 64)
	if err != nil {
		return handOver{}, err
	}
	for _, key := range lines[3:] {
		verifier, err := note.NewVerifier(key)
		if err != nil {
			return handOver{}, err
		}
		if _, err := note.Open(content, note.VerifierList(verifier)); err != nil {
			return handOver{}, err
		}
	}
	return handOver{size, lines[3], lines[4]}, nil
}

// open reads a C2SP checkpoint: origin, size and root, each on a line, signed as a note by the key
// that was in force at its size.
func (c chain) open(file string) (tlog.Tree, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return tlog.Tree{}, err
	}
	var signed *note.Note
	for at, each := range c.keys {
		verifier, err := note.NewVerifier(each.key)
		if err != nil {
			return tlog.Tree{}, err
		}
		if signed, err = note.Open(content, note.VerifierList(verifier)); err == nil {
			tree, err := c.tree(signed.Text)
			ended := at+1 < len(c.keys) && tree.N > c.keys[at+1].from
			if err != nil || (tree.N >= each.from && !ended) {
				return tree, err
			}
		}
	}
	return tlog.Tree{}, fmt.Errorf("%s: signed by no key in force at its size", file)
}

func (c chain) tree(text string) (tlog.Tree, error) {
	lines := strings.Split(text, "\n")
	if len(lines) < 4 || lines[0] != c.origin {
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
