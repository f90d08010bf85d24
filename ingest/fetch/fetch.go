// Package fetch gets pages and feeds from the web, politely: it asks whether
// something changed before it takes it again, keeps a pace for each host, backs
// off when it is told to, and obeys robots.txt (RFC 9309). It reaches public
// addresses alone unless it is allowed more. Clock and sleep are handed in.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"dateline"
	"dateline/ingest"
)

// Options says how to fetch. Now and Sleep are required; all else may be zero.
type Options struct {
	Now       func() time.Time
	Sleep     func(ctx context.Context, d time.Duration) error // ends early with the context's error
	Agent     string                                           // User-Agent; its first word up to "/" is what robots.txt calls us
	Private   bool                                             // also reach loopback, private and link-local addresses
	Pace      time.Duration                                    // between two requests to one host; 2 s
	Wait      time.Duration                                    // longest wait for one answer, body included; 30 s
	Redirects int                                              // followed for one address; 5
	Tries     int                                              // of one request that fails for the moment; 3

	// Known gives what the server said of an address when it was last got, so
	// that it is sent again only when it changed; nil asks for all.
	Known func(address string) Validators
	// Keep is handed what the server says of an address this time. It should
	// be kept only once what came is stored.
	Keep func(address string, v Validators)
}

// Validators are a server's marks of a version of a page (RFC 9110, 8.8).
type Validators struct {
	ETag     string
	Modified string // Last-Modified, as sent
}

// Client fetches. It may be used by several goroutines; requests to one host
// come one after the other.
type Client struct {
	o     Options
	http  *http.Client
	mu    sync.Mutex
	hosts map[string]*host
}

// host is what is known of one host.
type host struct {
	mu    sync.Mutex
	next  time.Time // no request before
	rules *rules    // nil: not yet got
	until time.Time // the rules hold
	delay time.Duration
}

// Bounds that options do not move.
const (
	rulesHold  = 24 * time.Hour
	maxHold    = 5 * time.Minute // longest wait that a server may ask for
	maxHeaders = 256 << 10
	maxRules   = 500 << 10 // RFC 9309, 2.5
)

// New makes a client.
func New(o Options) *Client {
	if o.Agent == "" {
		o.Agent = "dateline/1.0"
	}
	for v, d := range map[*time.Duration]time.Duration{&o.Pace: 2 * time.Second, &o.Wait: 30 * time.Second} {
		if *v <= 0 {
			*v = d
		}
	}
	for v, d := range map[*int]int{&o.Redirects: 5, &o.Tries: 3} {
		if *v <= 0 {
			*v = d
		}
	}
	t := &http.Transport{
		DialContext:            dialer(o.Private, o.Wait).DialContext,
		MaxResponseHeaderBytes: maxHeaders,
		ResponseHeaderTimeout:  o.Wait,
		TLSHandshakeTimeout:    o.Wait,
		MaxIdleConnsPerHost:    1,
		IdleConnTimeout:        30 * time.Second,
		ForceAttemptHTTP2:      true,
	}
	c := &http.Client{Transport: t, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return &Client{o: o, http: c, hosts: map[string]*host{}}
}

// Close drops the connections that are kept open.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Get returns what lies at an address, at most limit bytes of it.
func (c *Client) Get(ctx context.Context, address string, limit int64) (*ingest.Answer, error) {
	at := address
	for range c.o.Redirects + 1 {
		u, err := check(at)
		if err != nil {
			return nil, err
		}
		a, to, err := c.polite(ctx, u, address, limit)
		if err != nil || a != nil {
			return a, err
		}
		next, err := u.Parse(to)
		if err != nil {
			return nil, &dateline.Fault{What: "a redirect to no address", Where: at, Err: err}
		}
		at = next.String()
	}
	return nil, &dateline.Fault{What: fmt.Sprintf("more than %d redirects", c.o.Redirects), Where: address}
}

// check takes an address that may be fetched.
func check(address string) (*url.URL, error) {
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return nil, &dateline.Fault{What: "not an address", Where: address, Err: err}
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, &dateline.Fault{What: "only http and https are fetched", Where: address}
	case u.Host == "":
		return nil, &dateline.Fault{What: "an address without a host", Where: address}
	}
	u.User, u.Fragment = nil, ""
	return u, nil
}

// polite asks robots.txt, keeps the pace and fetches; to is where a redirect
// leads, when there is no answer.
func (c *Client) polite(ctx context.Context, u *url.URL, named string, limit int64) (a *ingest.Answer, to string, err error) {
	h := c.host(u)
	h.mu.Lock()
	defer h.mu.Unlock()
	if err := c.robots(ctx, h, u); err != nil {
		return nil, "", err
	}
	path := u.EscapedPath()
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	if !h.rules.allow(path) {
		return nil, "", &dateline.Fault{What: "robots.txt asks not to fetch it", Where: u.String()}
	}
	return c.patient(ctx, h, u, named, limit)
}

// host gives what is known of an address's host.
func (c *Client) host(u *url.URL) *host {
	c.mu.Lock()
	defer c.mu.Unlock()
	key := u.Scheme + "://" + strings.ToLower(u.Host)
	if c.hosts[key] == nil {
		c.hosts[key] = &host{}
	}
	return c.hosts[key]
}

// robots gets the rules of a host, once a day. A host that has none allows
// all; one that cannot say allows nothing (RFC 9309, 2.3.1).
func (c *Client) robots(ctx context.Context, h *host, u *url.URL) error {
	if h.rules != nil && c.o.Now().Before(h.until) {
		return nil
	}
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	var a *ingest.Answer
	var err error
	for range c.o.Redirects + 1 {
		var to string
		a, to, err = c.patient(ctx, h, at, "", maxRules)
		if err != nil || a != nil {
			break
		}
		next, perr := at.Parse(to)
		if perr != nil || next.Scheme != "http" && next.Scheme != "https" {
			break
		}
		at = next
	}
	h.rules, h.until = &rules{}, c.o.Now().Add(rulesHold)
	var s *statusError
	switch {
	case err == nil && a != nil:
		h.rules = parseRules(string(a.Body), c.o.Agent)
		h.delay = min(h.rules.delay, maxHold)
	case errors.As(err, &s) && s.code < 500 && s.code != http.StatusTooManyRequests, errors.Is(err, errLong), err == nil:
	default:
		h.rules = nil
		return err
	}
	h.next = time.Time{} // the question does not count
	return nil
}

// statusError is an answer that is none.
type statusError struct {
	code  int
	after time.Duration // that the server asks to wait
}

func (e *statusError) Error() string {
	return fmt.Sprintf("the server answers %d %s", e.code, http.StatusText(e.code))
}

// passing tells whether another try may succeed.
func passing(err error) bool {
	var s *statusError
	if errors.As(err, &s) {
		return s.code == http.StatusTooManyRequests || s.code >= 500 && s.code != http.StatusNotImplemented
	}
	var d *net.DNSError
	if errors.As(err, &d) && d.IsNotFound {
		return false
	}
	return !errors.Is(err, errRefused) && !errors.Is(err, errLong)
}

// patient tries a request again, after longer and longer waits, when it fails
// for the moment.
func (c *Client) patient(ctx context.Context, h *host, u *url.URL, named string, limit int64) (a *ingest.Answer, to string, err error) {
	for try := range c.o.Tries {
		if err := c.turn(ctx, h); err != nil {
			return nil, "", err
		}
		a, to, err = c.once(ctx, u, named, limit)
		h.next = c.o.Now().Add(max(c.o.Pace, h.delay))
		if err == nil || ctx.Err() != nil || !passing(err) {
			break
		}
		wait := c.o.Pace << (try + 1)
		var s *statusError
		if errors.As(err, &s) && s.after > 0 {
			wait = s.after
		}
		if wait > maxHold {
			break
		}
		h.next = c.o.Now().Add(wait)
	}
	if err != nil {
		err = &dateline.Fault{What: "cannot be got", Where: u.String(), Err: err}
	}
	return a, to, err
}

// turn waits until the host may be asked again.
func (c *Client) turn(ctx context.Context, h *host) error {
	if d := h.next.Sub(c.o.Now()); d > 0 {
		return c.o.Sleep(ctx, d)
	}
	return ctx.Err()
}

var errLong = errors.New("longer than is read")

// once makes one request.
func (c *Client) once(ctx context.Context, u *url.URL, named string, limit int64) (*ingest.Answer, string, error) {
	ctx, cancel := context.WithTimeout(ctx, c.o.Wait)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, "", err
	}
	c.headers(req, named)
	res, err := c.http.Do(req)
	if err != nil {
		return nil, "", plain(err)
	}
	defer res.Body.Close()
	now := c.o.Now()
	a := &ingest.Answer{Address: u.String(), Media: res.Header.Get("Content-Type"), At: &now}
	switch to := res.Header.Get("Location"); {
	case res.StatusCode == http.StatusNotModified && named != "":
		a.Same = true
		return a, "", nil
	case res.StatusCode >= 300 && res.StatusCode < 400 && to != "":
		return nil, to, nil
	case res.StatusCode != http.StatusOK && res.StatusCode != http.StatusNonAuthoritativeInfo:
		return nil, "", &statusError{res.StatusCode, c.after(res.Header.Get("Retry-After"), now)}
	}
	a.Body, err = io.ReadAll(io.LimitReader(res.Body, limit+1))
	if err != nil {
		return nil, "", fmt.Errorf("the answer breaks off: %w", plain(err))
	}
	if int64(len(a.Body)) > limit {
		return nil, "", errLong
	}
	if c.o.Keep != nil && named != "" {
		if v := (Validators{res.Header.Get("ETag"), res.Header.Get("Last-Modified")}); v != (Validators{}) {
			c.o.Keep(named, v)
		}
	}
	return a, "", nil
}

func (c *Client) headers(req *http.Request, named string) {
	req.Header.Set("User-Agent", c.o.Agent)
	req.Header.Set("Accept", "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5")
	if c.o.Known == nil || named == "" {
		return
	}
	v := c.o.Known(named)
	if v.ETag != "" {
		req.Header.Set("If-None-Match", v.ETag)
	}
	if v.Modified != "" {
		req.Header.Set("If-Modified-Since", v.Modified)
	}
}

// after is how long a server asks to wait, in seconds or until a date.
func (c *Client) after(s string, now time.Time) time.Duration {
	if n, err := strconv.Atoi(strings.TrimSpace(s)); err == nil && n >= 0 {
		return time.Duration(min(n, 1<<20)) * time.Second
	}
	if t, err := http.ParseTime(s); err == nil && t.After(now) {
		return t.Sub(now)
	}
	return 0
}

// plain takes the address out of an error of net/http; the fault names it.
func plain(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}
