// The page: what is read, how it is sent, and what never is.
#include "server/files.h"

#include "server/serving.h"

namespace springback::server {
namespace {

constexpr std::string_view kForever = "public, max-age=31536000, immutable";

class Page : public testing::Test {
 protected:
  Page() {
    folder.write("index.html", "<p>start");
    folder.write("assets/index-B4x_9aQz.js", "let a = 1;");
    folder.write("assets/index-B4x_9aQz.js.br", "short");
    folder.write("assets/index-B4x_9aQz.js.gz", "longer");
    folder.write("core.wasm", std::string_view("\0asm", 4));
    folder.write("empty.txt", "");
    folder.write("manifest.webmanifest", "{}");
    folder.write(".secret", "s");
    folder.write(".git/config", "s");
    folder.write("help/index.html", "<p>help");
    outside.write("key", "secret");
    std::filesystem::create_symlink(outside.path / "key", folder.path / "link.txt");
    std::filesystem::create_directory_symlink(outside.path, folder.path / "linked");
  }

  Files files() const {
    Files files;
    const auto added = files.add_folder(folder.path);
    EXPECT_TRUE(added.has_value()) << added.error();
    return files;
  }

  Folder folder, outside;
};

TEST_F(Page, HasTypesAndLifetimes) {
  Serving serving({}, files());
  Client client(serving.port());
  const auto expect = [&](const char* path, std::string_view type, std::string_view cache) {
    const auto reply = client.ask(get(path));
    ASSERT_TRUE(reply) << path;
    EXPECT_EQ(reply->status, 200) << path;
    EXPECT_EQ(reply->header("content-type"), type) << path;
    EXPECT_EQ(reply->header("cache-control"), cache) << path;
    EXPECT_EQ(reply->header("x-content-type-options"), "nosniff");
    EXPECT_TRUE(
        reply->header("content-security-policy").starts_with("default-src 'none'; script-src 'self'"));
    EXPECT_EQ(reply->header("referrer-policy"), "no-referrer");
    EXPECT_EQ(reply->header("cross-origin-opener-policy"), "same-origin");
    EXPECT_NE(reply->header("permissions-policy"), "");
  };
  expect("/", "text/html; charset=utf-8", "no-cache");
  expect("/index.html", "text/html; charset=utf-8", "no-cache");
  expect("/help/", "text/html; charset=utf-8", "no-cache");
  expect("/assets/index-B4x_9aQz.js?v=1", "text/javascript; charset=utf-8", kForever);
  expect("/core.wasm", "application/wasm", "no-cache");
  expect("/manifest.webmanifest", "application/manifest+json", "no-cache");
  expect("/empty.txt", "text/plain; charset=utf-8", "no-cache");
}

TEST_F(Page, SendsTheReadyMadeEncoding) {
  Serving serving({}, files());
  Client client(serving.port());
  const auto ask = [&](std::string_view accept) {
    return *client.ask(get("/assets/index-B4x_9aQz.js", "Accept-Encoding: " + std::string(accept) + "\r\n"));
  };
  EXPECT_EQ(ask("gzip, br").body, "short");
  EXPECT_EQ(ask("gzip, br").header("content-encoding"), "br");
  EXPECT_EQ(ask("gzip").body, "longer");
  EXPECT_EQ(ask("gzip").header("content-encoding"), "gzip");
  EXPECT_EQ(ask("identity").body, "let a = 1;");
  EXPECT_EQ(ask("identity").header("content-encoding"), "");
  EXPECT_EQ(ask("identity").header("vary"), "Accept-Encoding");
  EXPECT_EQ(ask("br").header("content-type"), "text/javascript; charset=utf-8");
  EXPECT_NE(ask("br").header("etag"), ask("gzip").header("etag"));
  const auto plain = client.ask(get("/", "Accept-Encoding: gzip, br\r\n"));
  EXPECT_EQ(plain->header("content-encoding"), "") << "it has no twin";
  EXPECT_EQ(plain->header("vary"), "");
}

TEST_F(Page, IsNotSentAgainWhereItIsTheSame) {
  Serving serving({}, files());
  Client client(serving.port());
  const std::string etag = client.ask(get("/"))->header("etag");
  EXPECT_EQ(etag.size(), 34U);
  const auto same = client.ask(get("/", "If-None-Match: " + etag + "\r\n"));
  EXPECT_EQ(same->status, 304);
  EXPECT_EQ(same->header("etag"), etag);
  EXPECT_EQ(same->header("cache-control"), "no-cache");
  EXPECT_EQ(client.ask(get("/", "If-None-Match: \"other\"\r\n"))->status, 200);
  folder.write("index.html", "<p>changed");
  Serving again({}, files());
  EXPECT_EQ(Client(again.port()).ask(get("/", "If-None-Match: " + etag + "\r\n"))->status, 200);
}

TEST_F(Page, HeadIsGetWithoutTheBody) {
  Serving serving({}, files());
  Client client(serving.port());
  for (const std::string path : {"/", "/core.wasm", "/health", "/v1/openapi.json", "/nothing"}) {
    const Reply whole = *client.ask(get(path));
    Reply head = *client.ask("HEAD " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n", true);
    head.headers["date"] = whole.header("date");
    EXPECT_EQ(head.status, whole.status) << path;
    EXPECT_EQ(head.headers, whole.headers) << path;
  }
}

TEST_F(Page, NoPathLeadsOutside) {
  Serving serving({}, files());
  for (const char* path :
       {"/../key", "/..%2fkey", "/%2e%2e/key", "/assets/../../key", "//etc/passwd", "/./index.html",
        "/link.txt", "/linked/key", "/.secret", "/.git/config", "/help", "/index.html/", "/index.html%00",
        "/assets/", "/assets/index-B4x_9aQz.js.br", "/INDEX.HTML", "/c:/key", "/\\..\\key"}) {
    const auto reply = Client(serving.port()).ask(get(path));
    ASSERT_TRUE(reply) << path;
    EXPECT_EQ(reply->status, 404) << path;
    EXPECT_EQ(reply->body, "There is nothing here. / Aquí no hay nada.\n") << path;
  }
}

TEST_F(Page, AFolderThatIsNoPageIsRefused) {
  Files files;
  EXPECT_EQ(files.add_folder(outside.path).error(), outside.path.string() + ": has no index.html");
  EXPECT_TRUE(Files()
                  .add_folder(outside.path / "none")
                  .error()
                  .starts_with((outside.path / "none").string() + ": cannot be read"));
  std::filesystem::resize_file(outside.path / "key", 64U << 20U);
  EXPECT_EQ(Files().add_folder(outside.path).error(), outside.path.string() + ": has no index.html");
  std::filesystem::resize_file(outside.path / "key", (64U << 20U) + 1);
  EXPECT_EQ(Files().add_folder(outside.path).error(),
            outside.path.string() + ": more than 64 MiB; is this the page?");
}

}  // namespace
}  // namespace springback::server
