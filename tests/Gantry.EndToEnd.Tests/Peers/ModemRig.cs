using System.Text.Json;

namespace Gantry.EndToEnd.Tests.Peers;

/// <summary>A program for which ptys have modem lines: see tests/rigs/vmodem.</summary>
internal sealed class ModemRig : IAsyncDisposable
{
    private readonly RunningProgram _program;
    private readonly Queue<string> _lines = new();

    private ModemRig(RunningProgram program) => _program = program;

    /// <summary>What the program wrote to its error stream so far.</summary>
    public string Errors => _program.Errors;

    public static ModemRig Start(string program, params string[] arguments) =>
        new(
            RunningProgram.Start(
                DebianPackage.Python,
                [Repository.Path("tests/rigs/vmodem/rig.py"), program, .. arguments]
            )
        );

    /// <summary>Starts <c>gantry</c> as it was built for these tests.</summary>
    public static ModemRig Gantry(params string[] arguments) =>
        Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "gantry.dll"), .. arguments]);

    /// <summary>The program's next line of output.</summary>
    public async Task<string> ReadLineAsync(CancellationToken cancellationToken) =>
        _lines.TryDequeue(out string? line) ? line : await _program.ReadLineAsync(cancellationToken);

    /// <summary>Drives inputs (cts, dsr, ri, dcd), or counts errors (frame, parity, overrun, brk).</summary>
    public async Task SetAsync(string device, string lines, CancellationToken cancellationToken) =>
        await AskAsync($$"""{"op":"set","dev":"{{device}}","lines":{{lines}}}""", cancellationToken);

    /// <summary>How all lines of a tty stand, with <c>break</c> and <c>frame</c>.</summary>
    public Task<JsonElement> StateAsync(string device, CancellationToken cancellationToken) =>
        AskAsync($$"""{"op":"state","dev":"{{device}}"}""", cancellationToken);

    /// <summary>What happened since the last call.</summary>
    public async Task<ModemEvent[]> LogAsync(CancellationToken cancellationToken) =>
        [
            .. (await AskAsync("""{"op":"log"}""", cancellationToken))
                .EnumerateArray()
                .Select(e => new ModemEvent(e[0].GetDouble(), e[1].GetString()!, e[2].GetString()!, e[3].ToString())),
        ];

    public void Signal(int signal) => _program.Signal(signal);

    public Task<int> EndAsync(CancellationToken cancellationToken) => _program.EndAsync(cancellationToken);

    public ValueTask DisposeAsync() => _program.DisposeAsync();

    private async Task<JsonElement> AskAsync(string wish, CancellationToken cancellationToken)
    {
        await _program.WriteAsync(wish + "\n");
        while (true)
        {
            string line = await _program.ReadLineAsync(cancellationToken);
            if (line.StartsWith("rig ", StringComparison.Ordinal))
                return JsonDocument.Parse(line[4..]).RootElement;
            _lines.Enqueue(line);
        }
    }
}
