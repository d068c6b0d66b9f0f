//! A web server for folders on this machine: for looking at the site, and for the tests that do.

use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::thread::{self, JoinHandle};
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

/// Where the search for a free port begins, and after how many it ends.
const FIRST_PORT: u16 = 8080;
const PORTS: u16 = 100;

/// Which port to listen on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Port {
    /// This one and no other.
    Exactly(u16),
    /// 8080 or the next free one.
    Preferred,
    /// Whichever the system gives.
    Any,
}

/// A running server. It ends with the process.
pub struct Server {
    address: SocketAddr,
    thread: JoinHandle<io::Result<()>>,
}

impl Server {
    /// Serves `site` as the top folder and each of `folders` under its path (`/fixtures`), in a thread of its own.
    ///
    /// # Errors
    /// A sentence that says why it cannot listen.
    pub fn start(port: Port, site: &Path, folders: &[(&str, &Path)]) -> Result<Self, String> {
        let listener = listen(port)?;
        let told = |e: io::Error| format!("cannot serve: {e}");
        let address = listener.local_addr().map_err(told)?;
        listener.set_nonblocking(true).map_err(told)?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .build()
            .map_err(told)?;
        let router = router(site, folders);
        let thread = thread::spawn(move || {
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener)?;
                axum::serve(listener, router).await
            })
        });
        Ok(Self { address, thread })
    }

    /// The address of the top folder, with a slash at its end.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Waits until the server ends, which it does only by an error.
    ///
    /// # Errors
    /// A sentence that says what went wrong.
    pub fn wait(self) -> Result<(), String> {
        match self.thread.join() {
            Ok(Ok(())) => Ok(()),
            Ok(Err(e)) => Err(format!("the server ended: {e}")),
            Err(_) => Err("the server ended by a panic".to_owned()),
        }
    }
}

fn router(site: &Path, folders: &[(&str, &Path)]) -> Router {
    let mut router = Router::new().fallback_service(ServeDir::new(site));
    for (path, folder) in folders {
        router = router.nest_service(path, ServeDir::new(folder));
    }
    // Who rebuilds and reloads wants to see the new build.
    router.layer(SetResponseHeaderLayer::overriding(
        CACHE_CONTROL,
        HeaderValue::from_static("no-store"),
    ))
}

fn listen(port: Port) -> Result<TcpListener, String> {
    let bind = |port: u16| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    match port {
        Port::Any => bind(0).map_err(|e| format!("cannot listen on 127.0.0.1: {e}")),
        Port::Exactly(port) => bind(port).map_err(|e| match e.kind() {
            io::ErrorKind::AddrInUse => {
                format!("port {port} is taken by another program: name another one, or leave --port out")
            }
            _ => format!("cannot listen on port {port}: {e}"),
        }),
        Port::Preferred => (FIRST_PORT..FIRST_PORT + PORTS)
            .find_map(|port| bind(port).ok())
            .ok_or_else(|| {
                format!(
                    "no port from {FIRST_PORT} to {} is free: name one with --port",
                    FIRST_PORT + PORTS - 1
                )
            }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::env;
    use std::fs;
    use std::io::{Read, Write};
    use std::net::TcpStream;
    use std::process;

    fn get(server: &Server, path: &str) -> String {
        let mut stream = TcpStream::connect(server.address).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn serves_folders_with_their_types_and_uncached() {
        let folder = env::temp_dir().join(format!("factnote-serve-{}", process::id()));
        fs::create_dir_all(folder.join("other")).unwrap();
        fs::write(folder.join("index.html"), "<p>home").unwrap();
        fs::write(folder.join("a.wasm"), "wasm").unwrap();
        fs::write(folder.join("other/b.js"), "script").unwrap();
        let server = Server::start(Port::Any, &folder, &[("/elsewhere", &folder.join("other"))]).unwrap();
        let home = get(&server, "/");
        assert!(
            home.contains("content-type: text/html") && home.ends_with("<p>home"),
            "{home}"
        );
        let module = get(&server, "/a.wasm");
        assert!(module.contains("content-type: application/wasm"), "{module}");
        assert!(module.contains("cache-control: no-store"), "{module}");
        let script = get(&server, "/elsewhere/b.js");
        assert!(
            script.contains("javascript") && script.ends_with("script"),
            "{script}"
        );
        assert!(get(&server, "/nothing").starts_with("HTTP/1.1 404"));
        assert!(get(&server, "/../../etc/passwd").starts_with("HTTP/1.1 404"));
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_taken_port_is_told_and_stepped_over() {
        let taken = listen(Port::Any).unwrap().local_addr().unwrap().port();
        let holder = TcpListener::bind((Ipv4Addr::LOCALHOST, taken)).unwrap();
        let message = listen(Port::Exactly(taken)).unwrap_err();
        assert!(
            message.starts_with(&format!("port {taken} is taken")),
            "{message}"
        );
        drop(holder);
        let first = listen(Port::Preferred).unwrap();
        let second = listen(Port::Preferred).unwrap();
        assert!(second.local_addr().unwrap().port() > first.local_addr().unwrap().port());
    }
}
