package main

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var kills = flag.Int("kills", 8, "how many times TestKilled kills the program while it adds")

// stories writes a file of invented dispatches, some of them versions.
func stories(t *testing.T, n int) string {
	t.Helper()
	towns := []string{"Mariupol", "Minsk", "Odesa", "Tbilisi", "Chisinau", "Vilnius", "Riga"}
	var b strings.Builder
	for i := range n {
		town := towns[i%len(towns)]
		head := fmt.Sprintf("Envoys meet in %s, round %d", town, i/3)
		text := fmt.Sprintf("Envoys of both sides met in %s on Tuesday for round %d of talks, a spokesman said. \\\"We have agreed on %d points,\\\" he said. At least %d people were killed near %s on Monday, police said.", town, i/3, i%5+2, i%40+1, towns[(i+3)%len(towns)])
		if i%3 == 2 {
			head, text = "UPDATE 1-"+head, text+" The talks go on."
		}
		fmt.Fprintf(&b, `{"id":"%d","source":"Desk %d","published":"2019-03-%02dT%02d:00:00Z","headline":"%s","text":"%s"}`+"\n", i, i%4, i%28+1, i%24, head, text)
	}
	path := filepath.Join(t.TempDir(), "stories.jsonl")
	if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// program runs the program and gives what it wrote.
func program(t *testing.T, args ...string) string {
	t.Helper()
	var out, diag bytes.Buffer
	c := exec.Command(os.Args[0], args...)
	c.Env = append(os.Environ(), "DATELINE_TEST_MAIN=1")
	c.Stdout, c.Stderr = &out, &diag
	if err := c.Run(); err != nil {
		t.Fatalf("dateline %s: %v\n%s", strings.Join(args, " "), err, diag.String())
	}
	return out.String()
}

// TestKilled kills the program at moments of chance while it adds. Each time
// the archive opens and is sound, what was reported as stored is there, and in
// the end the record is that of a run without disturbance.
func TestKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("starts the program many times")
	}
	input := stories(t, 400)
	dir := t.TempDir()
	calm := filepath.Join(dir, "calm.dateline")
	start := time.Now()
	program(t, "add", "--archive", calm, input)
	whole := time.Since(start)
	want := program(t, "dump", "--archive", calm)

	r := rand.New(rand.NewPCG(1, 2))
	for done := 0; done < *kills; {
		path := filepath.Join(dir, fmt.Sprintf("killed%d.dateline", done))
		for range 12 {
			if done == *kills {
				break
			}
			done++
			reported := addAndKill(t, path, input, time.Duration(r.Int64N(int64(whole))))
			if len(reported) == 0 {
				if _, err := os.Stat(path); err != nil {
					continue
				}
			}
			program(t, "verify", "--archive", path)
			have := program(t, "dump", "--archive", path)
			for _, id := range reported {
				if !strings.Contains(have, `"dispatch":"`+id+`"`) {
					t.Fatalf("%s was reported as stored and is not there", id)
				}
			}
		}
		program(t, "add", "--archive", path, input)
		if got := program(t, "dump", "--archive", path); got != want {
			t.Fatalf("the record after kills is not that of a calm run: %d bytes, not %d", len(got), len(want))
		}
		program(t, "verify", "--archive", path)
	}
}

// addAndKill runs add, kills it after a while, and gives the ids that it
// reported as stored.
func addAndKill(t *testing.T, path, input string, after time.Duration) []string {
	t.Helper()
	var out bytes.Buffer
	c := exec.Command(os.Args[0], "add", "--json", "--archive", path, input)
	c.Env = append(os.Environ(), "DATELINE_TEST_MAIN=1")
	c.Stdout = &out
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(after)
	_ = c.Process.Kill()
	_ = c.Wait()
	var ids []string
	for line := range strings.Lines(out.String()) {
		if _, rest, ok := strings.Cut(line, `"id":"`); ok && strings.HasSuffix(line, "\n") {
			ids = append(ids, rest[:64])
		}
	}
	return ids
}
