package kubelet

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

var noon = time.Date(2026, 1, 2, 12, 0, 0, 0, time.UTC)

func TestALogYieldsWhatTheOptionsAskFor(t *testing.T) {
	log := NewLog()
	for second := range 5 {
		log.Append(noon.Add(time.Duration(second)*time.Second), fmt.Sprintf("line %d\n", second))
	}
	now := noon.Add(4 * time.Second)
	for _, test := range []struct {
		options corev1.PodLogOptions
		want    string
	}{
		{corev1.PodLogOptions{}, "line 0\nline 1\nline 2\nline 3\nline 4\n"},
		{corev1.PodLogOptions{TailLines: new(int64(2))}, "line 3\nline 4\n"},
		{corev1.PodLogOptions{TailLines: new(int64(0))}, ""},
		{corev1.PodLogOptions{TailLines: new(int64(9)), SinceSeconds: new(int64(1))}, "line 3\nline 4\n"},
		{corev1.PodLogOptions{SinceTime: new(metav1.NewTime(noon.Add(3500 * time.Millisecond)))}, "line 4\n"},
		{corev1.PodLogOptions{SinceTime: new(metav1.NewTime(noon.Add(time.Hour)))}, ""},
		{corev1.PodLogOptions{LimitBytes: new(int64(9))}, "line 0\nli"},
		{corev1.PodLogOptions{TailLines: new(int64(1)), Timestamps: true}, "2026-01-02T12:00:04.000000000Z line 4\n"},
	} {
		var text strings.Builder
		if err := log.Copy(context.Background(), &text, &test.options, now); err != nil || text.String() != test.want {
			t.Errorf("%+v: %q, not %q (%v)", test.options, text.String(), test.want, err)
		}
	}
}

func TestALogKeepsItsNewestLines(t *testing.T) {
	log := NewLog()
	for number := range logCapacity + 5 {
		log.Append(noon, fmt.Sprint(number))
	}
	lines, position, _ := log.from(0)
	if len(lines) != logCapacity || lines[0].text != "5" || position != logCapacity+5 {
		t.Errorf("%d lines from %q, then %d", len(lines), lines[0].text, position)
	}
	if lines, _, _ := log.from(position - 1); len(lines) != 1 || lines[0].text != fmt.Sprint(logCapacity+4) {
		t.Errorf("the last line is %v", lines)
	}
}

func TestWhoFollowsALogGetsEachLineOnceAndThenTheEnd(t *testing.T) {
	log := NewLog()
	log.Append(noon, "first")
	var text strings.Builder
	ended := make(chan error)
	go func() { ended <- log.Copy(context.Background(), &text, &corev1.PodLogOptions{Follow: true}, noon) }()
	log.Append(noon, "second\nthird")
	log.Close()
	if err := <-ended; err != nil || text.String() != "first\nsecond\nthird\n" {
		t.Errorf("%q %v", text.String(), err)
	}
}

func TestFollowingEndsWithItsReader(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := NewLog().Copy(ctx, &strings.Builder{}, &corev1.PodLogOptions{Follow: true}, noon); err != nil {
		t.Error(err)
	}
}
