// Gen bundles the pages' script and style into dist, with esbuild's own
// interface for Go: nothing but Go is needed to run it. "go run ./gen -check"
// says whether what is committed is what it would write.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/evanw/esbuild/pkg/api"
)

func main() {
	check := flag.Bool("check", false, "compare with what is committed and write nothing")
	flag.Parse()
	for _, file := range bundle("src", "dist") {
		old, err := os.ReadFile(file.Path)
		if err == nil && bytes.Equal(old, file.Contents) {
			continue
		}
		if *check {
			fail("dist is not what src makes: run 'go generate ./server/web'")
		}
		if err := os.WriteFile(file.Path, file.Contents, 0o644); err != nil {
			fail(err.Error())
		}
	}
}

// bundle builds the script and the style of src.
func bundle(src, dist string) []api.OutputFile {
	res := api.Build(api.BuildOptions{
		EntryPoints:       []string{filepath.Join(src, "app.ts"), filepath.Join(src, "app.css")},
		Outdir:            dist,
		Bundle:            true,
		MinifyWhitespace:  true,
		MinifySyntax:      true,
		MinifyIdentifiers: true,
		Format:            api.FormatESModule,
		Target:            api.ES2022,
		External:          []string{"*.woff2"},
		LegalComments:     api.LegalCommentsInline,
		Charset:           api.CharsetUTF8,
	})
	for _, e := range res.Errors {
		where := ""
		if e.Location != nil {
			where = fmt.Sprintf("%s:%d: ", e.Location.File, e.Location.Line)
		}
		fmt.Fprintln(os.Stderr, where+e.Text)
	}
	if len(res.Errors) > 0 {
		os.Exit(1)
	}
	return res.OutputFiles
}

func fail(s string) {
	fmt.Fprintln(os.Stderr, "gen: "+s)
	os.Exit(1)
}
