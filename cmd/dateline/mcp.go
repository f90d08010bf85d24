package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
	"time"

	"dateline/server"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/spf13/cobra"
)

func newMCP() *cobra.Command {
	var f archiveFlag
	c := &cobra.Command{
		Use:   "mcp",
		Short: "answer assistants over the Model Context Protocol",
		Long: `Mcp answers assistants on standard input and output, by the Model Context
Protocol. It has four tools: search, accounts, figures and cite. Every answer
carries citations; nothing is written to the archive.`,
		Example: `  dateline mcp --archive crisis.dateline`,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			a, err := f.open()
			if err != nil {
				return err
			}
			defer a.Close()
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			q := &questions{in: bufio.NewReader(cmd.InOrStdin()), out: cmd.OutOrStdout(), answered: make(chan struct{}, 1)}
			err = server.Assistant(a).Run(ctx, &mcp.IOTransport{Reader: io.NopCloser(q), Writer: q})
			if errors.Is(err, io.EOF) || errors.Is(err, context.Canceled) {
				return nil
			}
			return err
		},
	}
	f.bind(c)
	return c
}

// patience is how long an answer may take once the input has ended.
const patience = 30 * time.Second

// questions counts what is asked and answered, so that the end of the input
// waits for the last answer: input may come from a file or pipe.
type questions struct {
	in       *bufio.Reader
	out      io.Writer
	rest     []byte
	open     atomic.Int64
	answered chan struct{}
}

// message is the part of a JSON-RPC message that tells questions from answers.
type message struct {
	ID     any    `json:"id"`
	Method string `json:"method"`
}

// Read gives the input a line at a time.
func (q *questions) Read(b []byte) (int, error) {
	if len(q.rest) == 0 {
		line, err := q.in.ReadBytes('\n')
		if len(line) == 0 && err != nil {
			q.settle()
			return 0, err
		}
		var m message
		if json.Unmarshal(line, &m) == nil && m.ID != nil && m.Method != "" {
			q.open.Add(1)
		}
		q.rest = line
	}
	n := copy(b, q.rest)
	q.rest = q.rest[n:]
	return n, nil
}

// settle waits until every question is answered.
func (q *questions) settle() {
	end := time.After(patience)
	for q.open.Load() > 0 {
		select {
		case <-q.answered:
		case <-end:
			return
		}
	}
}

// Write passes a message on.
func (q *questions) Write(b []byte) (int, error) {
	n, err := q.out.Write(b)
	var m message
	if json.Unmarshal(b, &m) == nil && m.ID != nil && m.Method == "" {
		q.open.Add(-1)
		select {
		case q.answered <- struct{}{}:
		default:
		}
	}
	return n, err
}

// Close leaves standard output open.
func (q *questions) Close() error { return nil }
