package packaging

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/patternmatcher"
	"github.com/moby/patternmatcher/ignorefile"
)

// stage is what one FROM of the Dockerfile came to: its files under a folder that stands for "/".
type stage struct {
	folder, workdir string
	environment     []string
	last            instructions.Stage
}

func (s *stage) path(inside string) string {
	if !filepath.IsAbs(inside) {
		inside = filepath.Join(s.workdir, inside)
	}
	return filepath.Join(s.folder, inside)
}

// TestTheImagesStepsMakeAServerThatIsReady runs the Dockerfile's steps without a container engine:
// each stage in a folder of its own that holds what was copied and nothing else. The base images'
// tools are those of this machine.
func TestTheImagesStepsMakeAServerThatIsReady(t *testing.T) {
	profile := environment("ACM_IMAGE_PROFILE", "quick")
	final := build(t, profile)

	user := regexp.MustCompile(`(?m)^USER (\d+):\d+$`).FindStringSubmatch(read(t, "Dockerfile"))
	if user == nil || user[1] == "0" {
		t.Fatal("the image's user is not a number other than root's")
	}
	onlyLibrariesOfTheBase(t, final.path("/acm"))
	serves(t, final)
}

func build(t *testing.T, profile string) *stage {
	t.Helper()
	ast, err := parser.Parse(strings.NewReader(read(t, "Dockerfile")))
	if err != nil {
		t.Fatal(err)
	}
	stages, metaArgs, err := instructions.Parse(ast.AST, nil)
	if err != nil {
		t.Fatal(err)
	}
	arguments := map[string]string{}
	for _, meta := range metaArgs {
		for _, argument := range meta.Args {
			arguments[argument.Key] = profile
		}
	}
	context := contextOf(t)
	made := map[string]*stage{}
	var last *stage
	for _, described := range stages {
		last = &stage{folder: t.TempDir(), workdir: "/", last: described}
		made[described.Name] = last
		for _, command := range described.Commands {
			run(t, last, command, made, context, arguments)
		}
	}
	return last
}

func run(t *testing.T, s *stage, command instructions.Command, made map[string]*stage, context string, arguments map[string]string) {
	t.Helper()
	expand := func(text string) string {
		return os.Expand(text, func(name string) string { return arguments[name] })
	}
	switch command := command.(type) {
	case *instructions.WorkdirCommand:
		s.workdir = command.Path
		check(t, os.MkdirAll(s.path("."), 0o755))
	case *instructions.ArgCommand:
		for _, argument := range command.Args {
			s.environment = append(s.environment, argument.Key+"="+arguments[argument.Key])
		}
	case *instructions.EnvCommand:
		for _, pair := range command.Env {
			s.environment = append(s.environment, pair.Key+"="+expand(pair.Value))
		}
	case *instructions.CopyCommand:
		from := context
		if command.From != "" {
			source, known := made[command.From]
			if !known {
				t.Fatalf("%v copies from an unknown stage", command)
			}
			from = source.folder
		}
		copyInto(t, s, from, command)
	case *instructions.RunCommand:
		runShell(t, s, strings.Join(command.CmdLine, " "))
	case *instructions.UserCommand, *instructions.VolumeCommand, *instructions.ExposeCommand,
		*instructions.HealthCheckCommand, *instructions.EntrypointCommand, *instructions.CmdCommand:
	default:
		t.Fatalf("this test does not know the step %v", command)
	}
}

func runShell(t *testing.T, s *stage, text string) {
	t.Helper()
	started := time.Now()
	shell := exec.Command("bash", "-euo", "pipefail", "-c", text)
	shell.Dir = s.path(".")
	shell.Env = append(os.Environ(), s.environment...)
	if strings.HasPrefix(text, "cargo ") {
		// What was compiled before may be used again; the place where it is looked for stays.
		if target := os.Getenv("CARGO_TARGET_DIR"); target != "" {
			check(t, os.Symlink(target, s.path("target")))
		}
	}
	if output, err := shell.CombinedOutput(); err != nil {
		t.Fatalf("RUN %s: %v\n%s", text, err, output)
	}
	t.Logf("RUN %s: %.0f s", text, time.Since(started).Seconds())
}

// contextOf copies what a build would be sent: the files of the repository that .dockerignore lets through.
func contextOf(t *testing.T) string {
	t.Helper()
	patterns, err := ignorefile.ReadAll(strings.NewReader(read(t, ".dockerignore")))
	check(t, err)
	ignored, err := patternmatcher.New(patterns)
	check(t, err)
	context := t.TempDir()
	listed, err := exec.Command("git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard").Output()
	check(t, err)
	for _, path := range strings.Split(strings.TrimRight(string(listed), "\x00"), "\x00") {
		skip, err := ignored.MatchesOrParentMatches(path)
		check(t, err)
		source := filepath.Join(root, path)
		if _, gone := os.Lstat(source); skip || gone != nil {
			continue
		}
		copyFile(t, source, filepath.Join(context, path))
	}
	return context
}

func copyInto(t *testing.T, s *stage, from string, command *instructions.CopyCommand) {
	t.Helper()
	several := len(command.SourcePaths) > 1 || strings.HasSuffix(command.DestPath, "/")
	for _, source := range command.SourcePaths {
		origin := filepath.Join(from, source)
		info, err := os.Stat(origin)
		if err != nil {
			t.Fatalf("%v: %v", command, err)
		}
		destination := s.path(command.DestPath)
		if !info.IsDir() {
			if several {
				destination = filepath.Join(destination, filepath.Base(source))
			}
			copyFile(t, origin, destination)
			continue
		}
		check(t, os.MkdirAll(destination, 0o755))
		check(t, filepath.WalkDir(origin, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			within, err := filepath.Rel(origin, path)
			if err == nil {
				copyFile(t, path, filepath.Join(destination, within))
			}
			return err
		}))
	}
}

// copyFile keeps mode and time, as a COPY of unchanged files does not run the steps behind it again.
func copyFile(t *testing.T, source, destination string) {
	t.Helper()
	info, err := os.Stat(source)
	check(t, err)
	check(t, os.MkdirAll(filepath.Dir(destination), 0o755))
	content, err := os.ReadFile(source)
	check(t, err)
	check(t, os.WriteFile(destination, content, info.Mode().Perm()))
	check(t, os.Chtimes(destination, info.ModTime(), info.ModTime()))
}

// onlyLibrariesOfTheBase fails when the binary needs what the last stage's base does not have.
func onlyLibrariesOfTheBase(t *testing.T, binary string) {
	t.Helper()
	output, err := exec.Command("ldd", binary).Output()
	check(t, err)
	base := regexp.MustCompile(`^\s*(linux-vdso|libc|libm|libgcc_s|/lib\S*/ld-linux)\S*\s`)
	for _, line := range strings.Split(strings.TrimSpace(string(output)), "\n") {
		if !base.MatchString(line + " ") {
			t.Errorf("the base image has no %s", strings.TrimSpace(line))
		}
	}
}

// serves starts the image's command as the image would, waits until its own health check says that
// it is ready, reads the UI, and stops it.
func serves(t *testing.T, image *stage) {
	t.Helper()
	port := freePort(t)
	environment := []string{"BACKEND_PORT=" + port}
	for _, variable := range image.environment {
		name, value, _ := strings.Cut(variable, "=")
		if strings.HasPrefix(value, "/") {
			value = image.path(value)
		}
		environment = append(environment, name+"="+value)
	}
	var health, entry []string
	for _, command := range image.last.Commands {
		switch command := command.(type) {
		case *instructions.HealthCheckCommand:
			health = command.Health.Test[1:]
		case *instructions.EntrypointCommand:
			entry = append(command.CmdLine, entry...)
		case *instructions.CmdCommand:
			entry = append(entry, command.CmdLine...)
		}
	}
	process := func(line []string) *exec.Cmd {
		command := exec.Command(image.path(line[0]), line[1:]...)
		command.Env = environment
		command.Dir = image.folder
		return command
	}
	var log bytes.Buffer
	server := process(entry)
	server.Stdout, server.Stderr = &log, &log
	check(t, server.Start())
	ended := make(chan error, 1)
	go func() { ended <- server.Wait() }()
	defer server.Process.Kill()

	deadline := time.Now().Add(20 * time.Second)
	for process(health).Run() != nil {
		if time.Now().After(deadline) {
			t.Fatalf("the health check never passed:\n%s", &log)
		}
		time.Sleep(50 * time.Millisecond)
	}
	answer, err := http.Get("http://127.0.0.1:" + port + "/")
	check(t, err)
	defer answer.Body.Close()
	page, err := io.ReadAll(answer.Body)
	check(t, err)
	if answer.StatusCode != http.StatusOK || !bytes.Contains(page, []byte("<script")) {
		t.Errorf("the UI answers %d:\n%s", answer.StatusCode, page)
	}
	check(t, server.Process.Signal(syscall.SIGTERM))
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("it ended with %v:\n%s", err, &log)
		}
	case <-time.After(15 * time.Second):
		t.Errorf("it did not stop:\n%s", &log)
	}
}

func freePort(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	check(t, err)
	defer listener.Close()
	return strconv.Itoa(listener.Addr().(*net.TCPAddr).Port)
}

func environment(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(fmt.Errorf("packaging: %w", err))
	}
}
