package server

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes/scheme"
	"k8s.io/client-go/tools/remotecommand"
	utilexec "k8s.io/utils/exec"

	"acm/kube-testserver/kubelet"
)

// logs reads all that a container wrote.
func (p *place) logs(name string, options *corev1.PodLogOptions) string {
	p.Helper()
	text, err := p.CoreV1().Pods(p.namespace).GetLogs(name, options).DoRaw(p.ctx)
	if err != nil {
		p.Fatal(err)
	}
	return string(text)
}

func TestLogsAreReadFromTheirEnd(t *testing.T) {
	p := newPlace(t)
	p.pod("a", func(pod *corev1.Pod) { pod.Annotations[kubelet.AnnotationLog] = "one\ntwo\nthree" })
	p.untilReady("a")
	for _, test := range []struct {
		name    string
		options corev1.PodLogOptions
		want    string
	}{
		{"the last two lines", corev1.PodLogOptions{TailLines: new(int64(2))}, "two\nthree\n"},
		{"at most so many bytes", corev1.PodLogOptions{TailLines: new(int64(2)), LimitBytes: new(int64(5))}, "two\nt"},
		{"of an hour", corev1.PodLogOptions{SinceSeconds: new(int64(3600)), TailLines: new(int64(1))}, "three\n"},
	} {
		if got := p.logs("a", &test.options); got != test.want {
			t.Errorf("%s: %q, not %q", test.name, got, test.want)
		}
	}
	stamped := p.logs("a", &corev1.PodLogOptions{TailLines: new(int64(1)), Timestamps: true})
	stamp, line, _ := strings.Cut(stamped, " ")
	if _, err := time.Parse(time.RFC3339Nano, stamp); err != nil || line != "three\n" {
		t.Errorf("%q: %v", stamped, err)
	}
}

func TestLogsAreFollowedWhileTheyAreWritten(t *testing.T) {
	p := newPlace(t)
	p.pod("a", func(pod *corev1.Pod) { pod.Annotations[kubelet.AnnotationLogEvery] = "20ms" })
	p.untilReady("a")
	stream, err := p.CoreV1().Pods(p.namespace).GetLogs("a", &corev1.PodLogOptions{Follow: true, TailLines: new(int64(0))}).Stream(p.ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = stream.Close() }()
	lines := bufio.NewScanner(stream)
	var last int
	for range 5 {
		var number int
		if !lines.Scan() {
			t.Fatal(lines.Err())
		}
		if _, err := fmt.Sscanf(lines.Text(), "line %d", &number); err != nil || last != 0 && number != last+1 {
			t.Fatalf("%q came after %d: %v", lines.Text(), last, err)
		}
		last = number
	}
	p.annotate("a", kubelet.AnnotationLog, "appended")
	for lines.Scan() {
		if lines.Text() == "appended" {
			return
		}
	}
	t.Fatal("the text of the annotation did not come")
}

func TestAFollowedLogEndsWithThePod(t *testing.T) {
	p := newPlace(t)
	p.pod("a", nil)
	p.untilReady("a")
	stream, err := p.CoreV1().Pods(p.namespace).GetLogs("a", &corev1.PodLogOptions{Follow: true}).Stream(p.ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.CoreV1().Namespaces().Delete(p.ctx, p.namespace, metav1.DeleteOptions{}); err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(stream); err != nil || !strings.Contains(string(text), "main: started") {
		t.Errorf("%q: %v", text, err)
	}
}

func TestLogsThatAreNotThereAreRefused(t *testing.T) {
	p := newPlace(t)
	p.pod("a", func(pod *corev1.Pod) { pod.Spec.Containers[0].Image = "db:9.9.9.9" })
	p.untilEvent("a", "BackOff")
	err := p.CoreV1().Pods(p.namespace).GetLogs("a", &corev1.PodLogOptions{}).Do(p.ctx).Error()
	if !errors.IsBadRequest(err) || !strings.Contains(err.Error(), "is waiting to start") {
		t.Errorf("the log of a container that never started: %v", err)
	}
	p.pod("b", nil)
	p.untilReady("b")
	err = p.CoreV1().Pods(p.namespace).GetLogs("b", &corev1.PodLogOptions{Previous: true}).Do(p.ctx).Error()
	if !errors.IsBadRequest(err) || !strings.Contains(err.Error(), `previous terminated container "main" in pod "b" not found`) {
		t.Errorf("a previous log that never was: %v", err)
	}
}

// exec runs a command by one of the two protocols.
func (p *place) exec(pod string, webSocket bool, stdin string, command ...string) (string, string, error) {
	p.Helper()
	request := p.CoreV1().RESTClient().Post().Resource("pods").Namespace(p.namespace).Name(pod).SubResource("exec").
		VersionedParams(&corev1.PodExecOptions{Container: "main", Command: command, Stdin: stdin != "", Stdout: true, Stderr: true}, scheme.ParameterCodec)
	executor, err := remotecommand.NewSPDYExecutor(shared.Plane.Admin, "POST", request.URL())
	if webSocket {
		executor, err = remotecommand.NewWebSocketExecutor(shared.Plane.Admin, "GET", request.URL().String())
	}
	if err != nil {
		p.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	options := remotecommand.StreamOptions{Stdout: &stdout, Stderr: &stderr}
	if stdin != "" {
		options.Stdin = strings.NewReader(stdin)
	}
	err = executor.StreamWithContext(p.ctx, options)
	return stdout.String(), stderr.String(), err
}

func TestCommandsAreAnsweredByBothProtocols(t *testing.T) {
	p := newPlace(t)
	p.pod("a", nil)
	p.untilReady("a")
	for _, webSocket := range []bool{false, true} {
		if stdout, stderr, err := p.exec("a", webSocket, "", "kill", "-USR1", "1"); stdout+stderr != "" || err != nil {
			t.Errorf("the signal: %q %q %v", stdout, stderr, err)
		}
		if stdout, _, err := p.exec("a", webSocket, "", "sh", "-c", "asinfo -v quiesce:"); stdout != "ERROR:25:enterprise only\n" || err != nil {
			t.Errorf("quiesce: %q %v", stdout, err)
		}
		if stdout, _, err := p.exec("a", webSocket, "some text", "cat"); stdout != "some text" || err != nil {
			t.Errorf("standard input: %q %v", stdout, err)
		}
		_, stderr, err := p.exec("a", webSocket, "", "unknown")
		if exit, ok := err.(utilexec.ExitError); !ok || exit.ExitStatus() != 127 || !strings.Contains(stderr, "not found in $PATH") {
			t.Errorf("an unknown command: %q %v", stderr, err)
		}
	}
	if log := p.logs("a", &corev1.PodLogOptions{}); !strings.Contains(log, "SIGUSR1 received") {
		t.Errorf("the signal is not in the log: %q", log)
	}
}

func TestCommandsFailWhenAskedToAndAreRemembered(t *testing.T) {
	p := newPlace(t)
	p.pod("a", func(pod *corev1.Pod) { pod.Annotations[kubelet.AnnotationExecFails] = "kill: no such process" })
	p.untilReady("a")
	_, stderr, err := p.exec("a", true, "", "kill", "-USR1", "1")
	if exit, ok := err.(utilexec.ExitError); !ok || exit.ExitStatus() != 1 || stderr != "kill: no such process\n" {
		t.Errorf("%q %v", stderr, err)
	}
	p.until("a", "remembers the command", func(pod *corev1.Pod) bool {
		var executed []struct {
			Container string
			Command   []string
			ExitCode  int
		}
		text := pod.Annotations[kubelet.AnnotationExecuted]
		return json.Unmarshal([]byte(text), &executed) == nil && len(executed) == 1 &&
			fmt.Sprint(executed) == "[{main [kill -USR1 1] 1}]"
	})
}
