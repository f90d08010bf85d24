package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"sort"
	"strings"
	"syscall"
	"time"

	"dateline"
	"dateline/ingest"
	"dateline/internal/model"
	"dateline/models"
	"dateline/read"
	"dateline/server"
	"dateline/server/web"
	"dateline/store"
	"dateline/store/sqlite"
	"dateline/testdata"

	"github.com/spf13/cobra"
)

// serveFlags are the flags of serve.
type serveFlags struct {
	archive archiveFlag
	listen  string
	hosts   []string
	log     string
	add     addFlags
}

func newServe() *cobra.Command {
	var f serveFlags
	c := &cobra.Command{
		Use:   "serve [PATH ...]",
		Short: "show the archive as pages, and to programs",
		Long: `Serve shows the archive in a browser and answers programs under /v1; the
description of that interface is at /openapi.json. Given paths, it adds them
first, as add does. Everything is embedded; no address outside is called.

It listens on this machine alone. Another address is refused until there is a
token ('dateline token make'); then every request needs one. Looking from this
machine needs no token, corrections and additions do. Ctrl-C ends it: answers
under way come to their end.`,
		Example: `  dateline serve examples
  dateline serve --archive crisis.dateline --listen 127.0.0.1:8080
  dateline serve --listen 0.0.0.0:8080 --host record.example.org`,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args) },
	}
	f.archive.bind(c)
	f.add.bind(c)
	c.Flags().StringVar(&f.listen, "listen", "127.0.0.1:8080", "address and port; port 0 takes a free one")
	c.Flags().StringSliceVar(&f.hosts, "host", nil, "name that others call this server by; * for any")
	c.Flags().StringVar(&f.log, "log", "info", "what is logged: debug, info, warn, error")
	return c
}

func (f *serveFlags) run(cmd *cobra.Command, args []string) error {
	log, err := logger(cmd, f.log)
	if err != nil {
		return err
	}
	a, err := f.archive.change(true)
	if err != nil {
		return err
	}
	defer a.Close()
	r, err := read.New()
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if len(args) > 0 {
		if err := f.addFirst(cmd, ctx, a, r, args); err != nil {
			return err
		}
	}
	opt, hasToken, err := f.options(a, r, log)
	if err != nil {
		return err
	}
	l, err := server.Listen(f.listen, hasToken)
	if err != nil {
		return err
	}
	opt.Private = !server.Loopback(l.Addr())
	s, err := server.New(a, opt)
	if err != nil {
		return err
	}
	fmt.Fprintf(cmd.OutOrStdout(), "Dateline is at http://%s/ (Ctrl-C ends it)\n", l.Addr())
	return s.Serve(ctx, l)
}

func logger(cmd *cobra.Command, level string) (*slog.Logger, error) {
	var l slog.Level
	if err := l.UnmarshalText([]byte(level)); err != nil {
		return nil, &dateline.Fault{What: "no such level: " + level, Where: "--log", Hint: "debug, info, warn or error"}
	}
	return slog.New(slog.NewTextHandler(cmd.ErrOrStderr(), &slog.HandlerOptions{Level: l})), nil
}

// addFirst takes paths in before the server answers.
func (f *serveFlags) addFirst(cmd *cobra.Command, ctx context.Context, a *sqlite.Archive, r *read.Reader, paths []string) error {
	o, err := f.add.options(cmd)
	if err != nil {
		return err
	}
	watch := newMeter(cmd.ErrOrStderr())
	p := &pipeline{archive: a, reader: r, options: o, paths: paths, watch: watch, diag: cmd.ErrOrStderr()}
	err = p.run(ctx)
	watch.done()
	if err != nil {
		return err
	}
	fmt.Fprintln(cmd.OutOrStdout(), &p.tally)
	return a.Settle(context.Background())
}

// options are what the server is told; hasToken is whether a token is set up.
func (f *serveFlags) options(a *sqlite.Archive, r *read.Reader, log *slog.Logger) (opt server.Options, hasToken bool, err error) {
	opt = server.Options{
		Log: log, Now: time.Now, Hosts: f.hosts, Tokens: a, Editor: a, Intake: &intake{a, r}, Scores: testdata.Scores,
		Missing: func(err error) bool { return errors.Is(err, sqlite.ErrNotFound) },
	}
	tokens, err := a.Tokens(context.Background())
	if err != nil {
		return opt, false, err
	}
	for _, t := range tokens {
		hasToken = hasToken || t.Revoked == nil
	}
	opt.Models, err = modelCards()
	return opt, hasToken, err
}

// modelCards describes the embedded models by their manifests.
func modelCards() ([]web.Model, error) {
	names, err := models.FS.ReadDir(".")
	if err != nil {
		return nil, err
	}
	var out []web.Model
	for _, e := range names {
		data, err := models.FS.ReadFile(e.Name())
		if err != nil {
			return nil, err
		}
		file, err := model.Parse(e.Name(), data)
		if err != nil {
			return nil, err
		}
		m := file.Manifest
		card := web.Model{Name: m.Name, Data: strings.Join(m.Data, ", "), Licence: strings.Join(m.Licences, ", ")}
		for measure, v := range m.Scores {
			card.Scores = append(card.Scores, web.Score{Measure: measure, Value: fmt.Sprintf("%.2f", v)})
		}
		sort.Slice(card.Scores, func(i, j int) bool { return card.Scores[i].Measure < card.Scores[j].Measure })
		out = append(out, card)
	}
	return out, nil
}

// intake takes in dispatches that come over the interface for programs.
type intake struct {
	archive *sqlite.Archive
	reader  *read.Reader
}

// Take reads dispatches and stores them in one transaction.
func (i *intake) Take(ctx context.Context, list []dateline.Dispatch) ([]store.Outcome, error) {
	p := &pipeline{archive: i.archive, reader: i.reader}
	now := time.Now()
	var entries []store.Entry
	for n := range list {
		d := &list[n]
		d.Retrieved = &now
		if d.Lang == "" {
			d.Lang = ingest.Language(d.Text)
		}
		if d.Lang != "en" && d.Lang != "und" {
			d.Doubt = dateline.DoubtNotEnglish
		}
		u := &unit{item: &ingest.Item{Dispatch: d, Origin: ingest.Origin{Path: "interface for programs"}, Media: "text/plain"}}
		p.read(u)
		entries = append(entries, u.entry)
	}
	out, err := i.archive.Add(ctx, entries)
	if err != nil {
		return nil, err
	}
	return out, i.archive.Settle(context.WithoutCancel(ctx))
}
