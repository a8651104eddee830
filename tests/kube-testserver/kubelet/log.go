package kubelet

import (
	"context"
	"io"
	"strings"
	"sync"
	"time"

	corev1 "k8s.io/api/core/v1"
)

// logCapacity is how many lines of a container are kept; older ones are gone, as after a rotation.
const logCapacity = 10_000

type logLine struct {
	at   time.Time
	text string
}

// Log is what one run of a container wrote.
type Log struct {
	mu      sync.Mutex
	lines   []logLine
	dropped int
	closed  bool
	changed chan struct{}
}

// NewLog is empty.
func NewLog() *Log {
	return &Log{changed: make(chan struct{})}
}

// Append writes the lines of a text.
func (l *Log) Append(at time.Time, text string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for line := range strings.Lines(text) {
		l.lines = append(l.lines, logLine{at, strings.TrimSuffix(line, "\n")})
	}
	if excess := len(l.lines) - logCapacity; excess > 0 {
		l.lines = append([]logLine(nil), l.lines[excess:]...)
		l.dropped += excess
	}
	l.wake()
}

// Close says that nothing follows.
func (l *Log) Close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	l.wake()
}

func (l *Log) wake() {
	close(l.changed)
	l.changed = make(chan struct{})
}

// from yields the lines from a position on, the next position, and what to wait for when there are no more; nil after the end.
func (l *Log) from(position int) ([]logLine, int, <-chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	lines := l.lines[max(0, position-l.dropped):]
	changed := l.changed
	if l.closed {
		changed = nil
	}
	return lines, l.dropped + len(l.lines), changed
}

// Copy writes what the options ask for, each line at once.
func (l *Log) Copy(ctx context.Context, to io.Writer, options *corev1.PodLogOptions, now time.Time) error {
	writer := lineWriter{to: to, timestamps: options.Timestamps, left: -1}
	if options.LimitBytes != nil {
		writer.left = *options.LimitBytes
	}
	lines, position, changed := l.from(0)
	lines = since(lines, options, now)
	if tail := options.TailLines; tail != nil {
		lines = lines[max(0, len(lines)-int(*tail)):]
	}
	for {
		for _, line := range lines {
			if err := writer.write(line); err != nil || writer.left == 0 {
				return err
			}
		}
		if !options.Follow || changed == nil {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return nil
		}
		lines, position, changed = l.from(position)
	}
}

func since(lines []logLine, options *corev1.PodLogOptions, now time.Time) []logLine {
	var earliest time.Time
	switch {
	case options.SinceSeconds != nil:
		earliest = now.Add(-time.Duration(*options.SinceSeconds) * time.Second)
	case options.SinceTime != nil:
		earliest = options.SinceTime.Time
	}
	for i, line := range lines {
		if !line.at.Before(earliest) {
			return lines[i:]
		}
	}
	return nil
}

// lineWriter writes lines until its bytes are used up; fewer than 0 left means no bound.
type lineWriter struct {
	to         io.Writer
	timestamps bool
	left       int64
}

func (w *lineWriter) write(line logLine) error {
	text := line.text + "\n"
	if w.timestamps {
		text = line.at.UTC().Format("2006-01-02T15:04:05.000000000Z") + " " + text
	}
	if w.left >= 0 {
		text = text[:min(int64(len(text)), w.left)]
		w.left -= int64(len(text))
	}
	_, err := io.WriteString(w.to, text)
	return err
}
