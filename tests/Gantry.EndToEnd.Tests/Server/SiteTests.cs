using System.Net;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>The files of the site.</summary>
public sealed class SiteTests
{
    private static async Task<RunningServer> StartAsync()
    {
        return await RunningServer.StartAsync(o =>
        {
            Directory.CreateDirectory(Path.Combine(o.WebRoot!, "assets"));
            File.WriteAllText(Path.Combine(o.WebRoot!, "index.html"), "<!doctype html><title>Gantry</title>");
            File.WriteAllText(Path.Combine(o.WebRoot!, "assets", "index-3f.js"), "export {};");
            File.WriteAllText(Path.Combine(o.WebRoot!, "assets", "index-3f.js.br"), "squeezed");
            return o;
        });
    }

    private static Task<string> TextAsync(HttpResponseMessage answer) =>
        answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("/")]
    [InlineData("/printers/7")]
    public async Task The_index_answers_for_every_page_and_is_asked_for_anew(string path)
    {
        await using RunningServer server = await StartAsync();

        HttpResponseMessage answer = await server.Http.CallAsync(HttpMethod.Get, path);

        (await TextAsync(answer)).ShouldContain("<title>Gantry</title>");
        answer.Headers.CacheControl!.NoCache.ShouldBeTrue();
    }

    [Fact]
    public async Task A_file_with_a_hash_in_its_name_is_kept_for_ever()
    {
        await using RunningServer server = await StartAsync();

        HttpResponseMessage answer = await server.Http.CallAsync(HttpMethod.Get, "/assets/index-3f.js");

        (await TextAsync(answer)).ShouldBe("export {};");
        answer.Headers.CacheControl!.ToString().ShouldContain("immutable");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
    }

    [Fact]
    public async Task A_compressed_file_is_given_to_those_who_take_it()
    {
        await using RunningServer server = await StartAsync();

        HttpResponseMessage answer = await server.Http.CallAsync(
            HttpMethod.Get,
            "/assets/index-3f.js",
            null,
            ("Accept-Encoding", "gzip, br")
        );

        (await TextAsync(answer)).ShouldBe("squeezed");
        answer.Content.Headers.ContentEncoding.ShouldHaveSingleItem().ShouldBe("br");
    }

    [Fact]
    public async Task What_a_browser_has_is_not_sent_again()
    {
        await using RunningServer server = await StartAsync();
        string tag = (await server.Http.CallAsync(HttpMethod.Get, "/")).Headers.ETag!.Tag;

        HttpResponseMessage answer = await server.Http.CallAsync(HttpMethod.Get, "/", null, ("If-None-Match", tag));

        answer.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData("/../data/secret.key")]
    [InlineData("/..%2fdata/secret.key")]
    [InlineData("/assets/..%5c..%5cdata/secret.key")]
    [InlineData("/assets/%2e%2e/%2e%2e/data/secret.key")]
    [InlineData("//etc/passwd.txt")]
    public async Task No_path_leads_out_of_the_site(string path)
    {
        await using RunningServer server = await StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address.ToString().TrimEnd('/') + path));

        HttpResponseMessage answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_missing_site_is_said_in_words()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        HttpResponseMessage answer = await server.Http.CallAsync(HttpMethod.Get, "/");

        (await TextAsync(answer)).ShouldContain("The site was not built");
    }
}
