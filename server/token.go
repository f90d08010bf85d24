package server

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"dateline"
	"dateline/store"
)

// Scopes of a token. Each includes those before it.
const (
	ScopeRead  = "read"  // look at everything
	ScopeAdd   = "add"   // put in dispatches and corrections
	ScopeAdmin = "admin" // take corrections back
)

// Scopes lists the scopes, the least first.
func Scopes() []string { return []string{ScopeRead, ScopeAdd, ScopeAdmin} }

// MakeToken makes a token. The secret, 256 random bits, is shown once and kept
// nowhere; the archive keeps its hash.
func MakeToken(name string, scopes []string, now time.Time) (secret string, t store.Token, err error) {
	if name = strings.TrimSpace(name); name == "" || len(name) > 100 {
		return "", t, &dateline.Fault{What: "a token needs a name", Hint: "say what it is for, in at most 100 bytes"}
	}
	for _, s := range scopes {
		if !slices.Contains(Scopes(), s) {
			return "", t, &dateline.Fault{What: "no scope " + s, Hint: "one of " + strings.Join(Scopes(), ", ")}
		}
	}
	if len(scopes) == 0 {
		scopes = []string{ScopeRead}
	}
	var b [32]byte
	rand.Read(b[:]) // never fails
	secret = "dl_" + base64.RawURLEncoding.EncodeToString(b[:])
	return secret, store.Token{Name: name, Hash: sha256.Sum256([]byte(secret)), Scopes: scopes, Made: now}, nil
}

// caller is whoever a request comes from.
type caller struct {
	name   string
	scopes []string
}

type callerKey struct{}

// may tells whether a caller has a scope or one that includes it.
func (c *caller) may(scope string) bool {
	if c == nil {
		return false
	}
	all := Scopes()
	for _, s := range c.scopes {
		if slices.Index(all, s) >= slices.Index(all, scope) {
			return true
		}
	}
	return false
}

// callerOf is whoever a request comes from, nil for nobody known.
func callerOf(ctx context.Context) *caller {
	c, _ := ctx.Value(callerKey{}).(*caller)
	return c
}

// need turns away a caller without a scope.
func need(ctx context.Context, scope string) error {
	switch c := callerOf(ctx); {
	case c == nil:
		return refuse(http.StatusUnauthorized, "this needs a token", "make one with 'dateline token make NAME --scope "+scope+"' and send it as a Bearer token, or sign in with it")
	case !c.may(scope):
		return refuse(http.StatusForbidden, "the token does not reach that far", "it needs the scope "+scope)
	}
	return nil
}

// cookieToken holds the token of somebody who is signed in.
const cookieToken = "token"

// signed finds out who a request comes from. A wrong token is an error, even
// where none is needed.
func (s *Server) signed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		secret, bearer := secretOf(r)
		open := !s.opt.Private || strings.HasPrefix(r.URL.Path, "/assets/") || r.URL.Path == "/sign-in" || r.URL.Path == "/healthz"
		if secret != "" {
			c, err := s.tokens.caller(r.Context(), secret, s.opt.Now())
			switch {
			case err != nil:
				s.fail(w, r, err)
				return
			case c != nil:
				r = r.WithContext(context.WithValue(r.Context(), callerKey{}, c))
			case bearer:
				s.refuseToken(w, r, refuse(http.StatusUnauthorized, "the token is not known", "it may have been revoked: make another with 'dateline token make'"))
				return
			}
		}
		if !open {
			if err := need(r.Context(), ScopeRead); err != nil {
				s.refuseToken(w, r, err)
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

func (s *Server) refuseToken(w http.ResponseWriter, r *http.Request, err error) {
	w.Header().Set("WWW-Authenticate", `Bearer realm="dateline"`)
	s.fail(w, r, err)
}

// secretOf is the token that a request carries.
func secretOf(r *http.Request) (secret string, bearer bool) {
	if h := r.Header.Get("Authorization"); h != "" {
		kind, value, _ := strings.Cut(h, " ")
		if strings.EqualFold(kind, "Bearer") {
			return strings.TrimSpace(value), true
		}
	}
	if c, err := r.Cookie(cookieToken); err == nil {
		return c.Value, false
	}
	return "", false
}

// keyring looks tokens up, asking the archive at most every two seconds.
type keyring struct {
	source Tokens

	mu   sync.Mutex
	list []store.Token
	at   time.Time
}

func (k *keyring) caller(ctx context.Context, secret string, now time.Time) (*caller, error) {
	if k.source == nil || len(secret) > 200 {
		return nil, nil
	}
	list, err := k.tokens(ctx, now)
	if err != nil {
		return nil, err
	}
	hash := sha256.Sum256([]byte(secret))
	var found *caller
	for i := range list {
		if subtle.ConstantTimeCompare(hash[:], list[i].Hash[:]) == 1 && list[i].Revoked == nil {
			found = &caller{list[i].Name, list[i].Scopes}
		}
	}
	return found, nil
}

func (k *keyring) tokens(ctx context.Context, now time.Time) ([]store.Token, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.list != nil && now.Sub(k.at) < 2*time.Second && now.Sub(k.at) >= 0 {
		return k.list, nil
	}
	list, err := k.source.Tokens(ctx)
	if err != nil {
		return nil, err
	}
	k.list, k.at = list, now
	return list, nil
}

// signIn shows the form and takes a token.
func (s *Server) signIn(w http.ResponseWriter, r *http.Request) error {
	f := s.frame(r, "Sign in", "")
	if r.Method == http.MethodPost {
		if err := r.ParseForm(); err != nil {
			return refuse(http.StatusBadRequest, "the form cannot be read", "")
		}
		secret := strings.TrimSpace(r.PostForm.Get("token"))
		if r.PostForm.Has("out") {
			http.SetCookie(w, s.cookie(cookieToken, "", -1))
			http.Redirect(w, r, "/sign-in", http.StatusSeeOther)
			return nil
		}
		c, err := s.tokens.caller(r.Context(), secret, s.opt.Now())
		if err != nil {
			return err
		}
		if c == nil {
			return refuse(http.StatusForbidden, "the token is not known", "make one with 'dateline token make NAME --scope add' and enter what it prints")
		}
		http.SetCookie(w, s.cookie(cookieToken, secret, 30*24*time.Hour))
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return nil
	}
	body := map[string]any{"Open": s.opt.Tokens != nil}
	if c := callerOf(r.Context()); c != nil {
		body["Name"], body["Scopes"] = c.name, c.scopes
	}
	f.Body = body
	return s.show(w, r, "signin", f)
}

// cookie is one that no script reads and no other site sends; a negative time
// takes it away.
func (s *Server) cookie(name, value string, keep time.Duration) *http.Cookie {
	c := &http.Cookie{Name: name, Value: value, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode, Expires: s.opt.Now().Add(keep)}
	if keep < 0 {
		c.MaxAge = -1
	}
	return c
}
