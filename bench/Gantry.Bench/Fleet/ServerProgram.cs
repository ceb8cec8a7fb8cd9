using System.Diagnostics;
using System.Text.Json;
using Gantry.Bench.Printing;
using Gantry.Server;

namespace Gantry.Bench.Fleet;

/// <summary><c>gantry serve</c> in a process of its own, and a client with the key of its machine.</summary>
internal sealed class ServerProgram : IDisposable
{
    private ServerProgram(HostProgram program, LocalServer local, TimeSpan start)
    {
        (Program, Start) = (program, start);
        Http = new HttpClient { BaseAddress = local.Address, Timeout = TimeSpan.FromMinutes(2) };
        Http.DefaultRequestHeaders.Add("X-Api-Key", local.Key);
    }

    public HostProgram Program { get; }

    public HttpClient Http { get; }

    /// <summary>From the command until it answered for the first time.</summary>
    public TimeSpan Start { get; }

    public static async Task<ServerProgram> StartAsync(string data)
    {
        long begun = Stopwatch.GetTimestamp();
        HostProgram program = HostProgram.Gantry("serve", "--data", data, "--http", "0", "--bind", "127.0.0.1");
        LocalServer? local;
        // The file is there when the server answers.
        while ((local = LocalServer.Find(data)) is null)
        {
            if (program.HasEnded)
                throw new InvalidOperationException("The server ended.");
            await Task.Delay(5);
        }
        TimeSpan start = Stopwatch.GetElapsedTime(begun);
        return new ServerProgram(program, local, start);
    }

    /// <summary>How many printers print.</summary>
    public async Task<int> PrintingAsync()
    {
        using JsonDocument all = JsonDocument.Parse(await Http.GetStringAsync("/fleet/v1/printers"));
        return all
            .RootElement.GetProperty("items")
            .EnumerateArray()
            .Count(p => p.GetProperty("live").GetProperty("state").GetString() == "printing");
    }

    public void Dispose()
    {
        Program.Dispose();
        Http.Dispose();
    }
}
