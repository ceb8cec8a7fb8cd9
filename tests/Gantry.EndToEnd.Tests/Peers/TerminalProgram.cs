using System.Text;

namespace Gantry.EndToEnd.Tests.Peers;

/// <summary><c>gantry</c> on a terminal of its own, as a person has it: a pty that socat makes, keys and all.</summary>
internal sealed class TerminalProgram : IAsyncDisposable
{
    public const string Enter = "\r";
    public const string Up = "\e[A";
    public const string Down = "\e[B";
    public const string Escape = "\e";
    public const string CtrlC = "\u0003";
    public const string CtrlD = "\u0004";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly RunningProgram _socat;
    private readonly StringBuilder _shown = new();

    private TerminalProgram(RunningProgram socat) => _socat = socat;

    /// <summary>What was shown so far, line by line, without what moves the cursor.</summary>
    public string Shown => _shown.ToString();

    /// <summary>Starts <c>gantry</c>; none of the arguments may hold a blank, a comma or a colon.</summary>
    public static TerminalProgram Gantry(params string[] arguments)
    {
        string program = string.Join(
            ' ',
            ["env TERM=xterm dotnet", Path.Combine(AppContext.BaseDirectory, "gantry.dll"), .. arguments]
        );
        // What ends the program ends socat, too, with the same status.
        return new TerminalProgram(
            RunningProgram.Start(DebianPackage.Socat(), "-t5", "-", $"EXEC:{program},pty,setsid,ctty,echo=0,stderr")
        );
    }

    /// <summary>Types keys.</summary>
    public Task TypeAsync(string keys) => _socat.WriteAsync(keys);

    /// <summary>Waits until a line is shown that holds these words, and gives it back.</summary>
    public async Task<string> WaitForAsync(string words, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        while (true)
        {
            string line;
            try
            {
                line = await _socat.ReadLineAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new ShouldAssertException($"\"{words}\" was never shown, only:\n{Shown}");
            }
            // The prompt is wiped and drawn again around every line.
            line = line.Split("\e[K")[^1].TrimEnd('\r');
            _shown.AppendLine(line);
            if (line.Contains(words, StringComparison.Ordinal))
                return line;
        }
    }

    /// <summary>Waits for its end.</summary>
    public async Task<ProgramEnd> FinishAsync(CancellationToken cancellationToken) =>
        await _socat.FinishAsync(cancellationToken);

    public ValueTask DisposeAsync() => _socat.DisposeAsync();
}
