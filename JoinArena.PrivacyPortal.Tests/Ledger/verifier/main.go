// Checks a running log with libraries that are not ours: Go's golang.org/x/mod/sumdb, which Go itself
// checks its module mirror with. Every entry must be in the tree that the log has signed, and the tree
// must continue an earlier checkpoint.
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go run main.go -url http://localhost:5080/ledger -vkey KEY [-since FILE]
//	GO111MODULE=off GOPATH=/usr/share/gocode go run main.go -proof FILE -vkey KEY
//
// The second form needs no network: it checks one proof file, and prints the record that it proves.
package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

func main() {
	url := flag.String("url", "", "where the log is served, without the final slash")
	vkey := flag.String("vkey", "", "the log's verifier key")
	since := flag.String("since", "", "a file with an earlier checkpoint")
	proof := flag.String("proof", "", "a proof file to check instead of the log")
	flag.Parse()
	if *proof != "" {
		record, err := prove(*proof, *vkey)
		if err != nil {
			fmt.Fprintln(os.Stderr, "refused:", err)
			os.Exit(1)
		}
		fmt.Printf("accepted: %s\n", record)
		return
	}
	size, err := verify(*url, *vkey, *since)
	if err != nil {
		fmt.Fprintln(os.Stderr, "refused:", err)
		os.Exit(1)
	}
	fmt.Printf("accepted: %d entries\n", size)
}

func verify(url, vkey, since string) (int64, error) {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return 0, err
	}
	served, err := get(url + "/checkpoint")
	if err != nil {
		return 0, err
	}
	tree, err := open(served, verifier)
	if err != nil {
		return 0, err
	}
	tiles := &tiles{url: url, known: map[tlog.Tile][]byte{}}
	hashes := tlog.TileHashReader(tree, tiles)
	for first := int64(0); first < tree.N; first += 1 << height {
		width := 1 << height
		if tree.N-first < int64(width) {
			width = int(tree.N - first)
		}
		entries, err := bundle(url, first>>height, width)
		if err != nil {
			return 0, err
		}
		for i, entry := range entries {
			index := first + int64(i)
			proof, err := tlog.ProveRecord(tree.N, index, hashes)
			if err != nil {
				return 0, fmt.Errorf("entry %d: %w", index, err)
			}
			if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entry)); err != nil {
				return 0, fmt.Errorf("entry %d: %w", index, err)
			}
		}
	}
	if since == "" {
		return tree.N, nil
	}
	file, err := os.ReadFile(since)
	if err != nil {
		return 0, err
	}
	old, err := open(file, verifier)
	if err != nil {
		return 0, fmt.Errorf("earlier checkpoint: %w", err)
	}
	if old.N == 0 {
		return tree.N, nil
	}
	proof, err := tlog.ProveTree(tree.N, old.N, hashes)
	if err != nil {
		return 0, fmt.Errorf("since %d: %w", old.N, err)
	}
	return tree.N, tlog.CheckTree(proof, tree.N, tree.Hash, old.N, old.Hash)
}

// prove checks a proof file (C2SP tlog-proof): the leaf of its record and salt is in the tree that the log has signed.
func prove(path, vkey string) ([]byte, error) {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return nil, err
	}
	file, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	head, checkpoint, _ := strings.Cut(string(file), "\n\n")
	lines := strings.Split(head, "\n") // header, extra, index, hashes
	if len(lines) < 3 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return nil, errors.New("no proof file")
	}
	tree, err := open([]byte(checkpoint), verifier)
	if err != nil {
		return nil, err
	}
	data, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(lines[1], "extra "))
	if err != nil {
		return nil, err
	}
	var extra struct {
		Record json.RawMessage
		Salt   []byte
	}
	if err := json.Unmarshal(data, &extra); err != nil {
		return nil, err
	}
	leaf := []byte(extra.Record)
	if extra.Salt != nil {
		mac := hmac.New(sha256.New, []byte("joinarena-privacy-portal/commitment/v1"))
		mac.Write(extra.Salt)
		mac.Write(extra.Record)
		leaf = []byte(fmt.Sprintf(`{"c":"%s","v":1}`, base64.StdEncoding.EncodeToString(mac.Sum(nil))))
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
	if err != nil {
		return nil, err
	}
	var hashes tlog.RecordProof
	for _, line := range lines[3:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return nil, err
		}
		hashes = append(hashes, hash)
	}
	return extra.Record, tlog.CheckRecord(hashes, tree.N, tree.Hash, index, tlog.RecordHash(leaf))
}

func open(file []byte, verifier note.Verifier) (tlog.Tree, error) {
	signed, err := note.Open(file, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(signed.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		return tlog.Tree{}, errors.New("no checkpoint of this log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	hash, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: hash}, err
}

func bundle(url string, index int64, width int) ([][]byte, error) {
	path := tlog.Tile{H: height, L: 0, N: index, W: width}.Path()
	bytes, err := get(url + "/tile/entries/" + strings.TrimPrefix(path, "tile/8/0/"))
	if err != nil {
		return nil, err
	}
	entries := make([][]byte, width)
	for i := range entries {
		if len(bytes) < 2 || len(bytes) < 2+int(binary.BigEndian.Uint16(bytes)) {
			return nil, fmt.Errorf("bundle %d is cut off", index)
		}
		length := int(binary.BigEndian.Uint16(bytes))
		entries[i], bytes = bytes[2:2+length], bytes[2+length:]
	}
	if len(bytes) > 0 {
		return nil, fmt.Errorf("bundle %d has more than its entries", index)
	}
	return entries, nil
}

// tiles gives the library the tiles it asks for. It authenticates them against the signed root itself.
type tiles struct {
	url   string
	known map[tlog.Tile][]byte
}

func (t *tiles) Height() int { return height }

func (t *tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(wanted))
	for i, tile := range wanted {
		bytes, ok := t.known[tile]
		if !ok {
			var err error
			if bytes, err = get(t.url + "/tile/" + strings.TrimPrefix(tile.Path(), "tile/8/")); err != nil {
				return nil, err
			}
			if len(bytes) != tile.W*tlog.HashSize {
				return nil, fmt.Errorf("%s has %d bytes", tile.Path(), len(bytes))
			}
		}
		data[i] = bytes
	}
	return data, nil
}

func (t *tiles) SaveTiles(read []tlog.Tile, data [][]byte) {
	for i, tile := range read {
		t.known[tile] = data[i]
	}
}

func get(url string) ([]byte, error) {
	answer, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", url, answer.Status)
	}
	return io.ReadAll(answer.Body)
}
