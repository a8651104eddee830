package kubelet

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	corev1 "k8s.io/api/core/v1"
	protocols "k8s.io/apimachinery/pkg/util/remotecommand"
	"k8s.io/klog/v2"
	"k8s.io/kubelet/pkg/cri/streaming/remotecommand"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	_ "k8s.io/kubernetes/pkg/apis/core/install" // the codec knows the options of logs by it
)

const (
	headerTimeout         = 10 * time.Second
	streamIdleTimeout     = 4 * time.Hour
	streamCreationTimeout = 30 * time.Second
)

// serve answers the API server's requests for the pods of a node.
func (k *kubelets) serve(ctx context.Context, node *node) error {
	listener, err := net.Listen("tcp", net.JoinHostPort(node.Address, fmt.Sprint(k.Port)))
	if err != nil {
		return fmt.Errorf("kubelet of %s: %w", node.Name, err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(writer http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(writer, "ok") })
	mux.HandleFunc("GET /containerLogs/{namespace}/{pod}/{container}", k.about(node, k.logs))
	exec := k.about(node, k.exec)
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		mux.HandleFunc(method+" /exec/{namespace}/{pod}/{container}", exec)
		mux.HandleFunc(method+" /exec/{namespace}/{pod}/{uid}/{container}", exec)
	}
	server := &http.Server{Handler: mux, ReadHeaderTimeout: headerTimeout, BaseContext: func(net.Listener) context.Context { return ctx }}
	context.AfterFunc(ctx, func() { _ = server.Close() })
	go func() {
		if err := server.Serve(tls.NewListener(listener, k.TLS)); err != http.ErrServerClosed {
			klog.ErrorS(err, "kubelet", "node", node.Name)
		}
	}()
	return nil
}

// about finds the pod a request is about.
func (k *kubelets) about(node *node, handle func(*worker, http.ResponseWriter, *http.Request)) http.HandlerFunc {
	return func(writer http.ResponseWriter, request *http.Request) {
		name := request.PathValue("pod")
		w := k.find(node, request.PathValue("namespace"), name)
		if w == nil {
			http.Error(writer, fmt.Sprintf("pod %q does not exist", name), http.StatusNotFound)
			return
		}
		handle(w, writer, request)
	}
}

func (k *kubelets) logs(w *worker, writer http.ResponseWriter, request *http.Request) {
	options := &corev1.PodLogOptions{}
	if err := legacyscheme.ParameterCodec.DecodeParameters(request.URL.Query(), corev1.SchemeGroupVersion, options); err != nil {
		http.Error(writer, err.Error(), http.StatusBadRequest)
		return
	}
	log, err := w.log(request.PathValue("container"), options.Previous)
	if err != nil {
		http.Error(writer, err.Error(), http.StatusBadRequest)
		return
	}
	writer.Header().Set("Content-Type", "text/plain")
	flushed := flushWriter{writer, http.NewResponseController(writer)}
	writer.WriteHeader(http.StatusOK)
	_ = flushed.Flush()
	if err := log.Copy(request.Context(), flushed, options, time.Now()); err != nil {
		klog.V(2).ErrorS(err, "logs", "pod", w.name)
	}
}

// log is what a container has written in this run or the one before.
func (w *worker) log(name string, previous bool) (*Log, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	c := w.container(name)
	switch {
	case c == nil:
		return nil, fmt.Errorf("container %q not found in pod %q", name, w.name)
	case previous && c.previous != nil:
		return c.previous, nil
	case previous && c.stage == crashBackOff && c.log != nil:
		return c.log, nil
	case previous:
		return nil, fmt.Errorf("previous terminated container %q in pod %q not found", name, w.name)
	case c.log != nil:
		return c.log, nil
	case c.state.Waiting != nil && c.state.Waiting.Reason == "ErrImagePull":
		return nil, fmt.Errorf("container %q in pod %q is waiting to start: image can't be pulled", name, w.name)
	case c.state.Waiting != nil && c.state.Waiting.Reason == "ImagePullBackOff":
		return nil, fmt.Errorf("container %q in pod %q is waiting to start: trying and failing to pull image", name, w.name)
	}
	return nil, fmt.Errorf("container %q in pod %q is waiting to start: %s", name, w.name, c.state.Waiting.Reason)
}

func (k *kubelets) exec(w *worker, writer http.ResponseWriter, request *http.Request) {
	options, err := remotecommand.NewOptions(request)
	if err != nil {
		http.Error(writer, err.Error(), http.StatusBadRequest)
		return
	}
	name := request.PathValue("container")
	w.mu.Lock()
	c := w.container(name)
	runs := c != nil && c.stage == running
	w.mu.Unlock()
	if !runs {
		http.Error(writer, fmt.Sprintf("container not found (%q)", name), http.StatusNotFound)
		return
	}
	remotecommand.ServeExec(writer, request, executor{w}, w.name, w.uid, name, request.URL.Query()["command"], options,
		streamIdleTimeout, streamCreationTimeout, protocols.SupportedStreamingProtocols)
}

// flushWriter sends each line as it is written.
type flushWriter struct {
	io.Writer
	*http.ResponseController
}

func (f flushWriter) Write(text []byte) (int, error) {
	written, err := f.Writer.Write(text)
	if err == nil {
		err = f.Flush()
	}
	return written, err
}
