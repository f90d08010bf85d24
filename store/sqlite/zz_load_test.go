package sqlite

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"dateline"
	"dateline/store"
)

// ZZ: cached readings
func TestZZLoad(t *testing.T) {
	f, err := os.Open(os.Getenv("ZZ"))
	if err != nil {
		t.Skip()
	}
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<26)
	a, err := Open(filepath.Join(t.TempDir(), "a.dl"), Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	var batch []store.Entry
	n := 0
	var spent time.Duration
	flush := func() {
		t0 := time.Now()
		if _, err := a.Add(context.Background(), batch); err != nil {
			t.Fatal(err)
		}
		spent += time.Since(t0)
		n += len(batch)
		batch = nil
	}
	for sc.Scan() {
		r := &dateline.Reading{}
		if err := json.Unmarshal(sc.Bytes(), r); err != nil {
			t.Fatal(err)
		}
		batch = append(batch, store.Entry{Reading: r, At: time.Unix(1e9, 0), Raw: []byte(r.Dispatch.Text + "\n"), Key: store.InputKey(r.Dispatch.Source, r.Dispatch.Text)})
		if len(batch) == 256 {
			flush()
		}
	}
	flush()
	t0 := time.Now()
	if err := a.Settle(context.Background()); err != nil {
		t.Fatal(err)
	}
	t.Log(n, "add", spent, "settle", time.Since(t0))
}
