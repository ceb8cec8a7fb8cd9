using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Gantry.EndToEnd.Tests.Peers;

/// <summary>Another process, with what it writes line by line. It is killed when the test is over.</summary>
internal sealed partial class RunningProgram : IAsyncDisposable
{
    public const int SigInt = 2;
    public const int SigKill = 9;
    public const int SigTerm = 15;
    private const int SigCont = 18;
    private const int SigStop = 19;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private readonly Task _readingErrors;

    private RunningProgram(Process process)
    {
        _process = process;
        _readingErrors = ReadErrorsAsync();
    }

    /// <summary>What it wrote to its error stream so far.</summary>
    public string Errors
    {
        get
        {
            lock (_errors)
                return _errors.ToString();
        }
    }

    /// <summary>Whether it runs no more.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>The names of the files that it has mapped into its memory: its own, and those of the system.</summary>
    public IReadOnlySet<string> MappedFiles =>
        File.ReadLines($"/proc/{_process.Id}/maps")
            .Select(l => l.Split(' ')[^1])
            .Where(l => l.StartsWith('/'))
            .Select(l => Path.GetFileName(l))
            .ToHashSet();

    /// <summary>Starts <c>gantry</c> as it was built for these tests.</summary>
    public static RunningProgram Gantry(params string[] arguments) =>
        Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "gantry.dll"), .. arguments]);

    public static RunningProgram Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        return new RunningProgram(Process.Start(start)!);
    }

    /// <summary>Waits for the next line of its output.</summary>
    public async Task<string> ReadLineAsync(CancellationToken cancellationToken) =>
        await _process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(Limit, cancellationToken)
        ?? throw new InvalidOperationException($"It ended: {Errors}");

    /// <summary>Writes to its input.</summary>
    public async Task WriteAsync(string text)
    {
        await _process.StandardInput.WriteAsync(text);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Says that no more input comes.</summary>
    public void CloseInput() => _process.StandardInput.Close();

    /// <summary>Stops it where it is: what it has on the disk then is what a killed process leaves.</summary>
    public void Freeze()
    {
        Signal(SigStop);
        // The third field of /proc/…/stat is the state; the second is the name in parentheses, which may hold spaces.
        bool IsStopped(string thread)
        {
            try
            {
                string stat = File.ReadAllText(Path.Combine(thread, "stat"));
                return stat[stat.LastIndexOf(')') + 2] is 'T';
            }
            catch (IOException)
            {
                // It has ended just now.
                return true;
            }
        }
        while (!Directory.GetDirectories($"/proc/{_process.Id}/task").All(IsStopped))
            _process.HasExited.ShouldBeFalse(Errors);
    }

    /// <summary>Lets it go on.</summary>
    public void Thaw() => Signal(SigCont);

    public void Signal(int signal) => _ = Kill(_process.Id, signal);

    /// <summary>Waits for its end, and gives back its exit status.</summary>
    public async Task<int> EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken).WaitAsync(Limit, cancellationToken);
        await _readingErrors;
        return _process.ExitCode;
    }

    /// <summary>Waits for its end, and gives back its exit status and what it wrote.</summary>
    /// <param name="cancellationToken">The end of the test.</param>
    /// <param name="limit">For what takes its time; else that of all.</param>
    /// <exception cref="TimeoutException">It does not end; says what it wrote last.</exception>
    public async Task<ProgramEnd> FinishAsync(CancellationToken cancellationToken, TimeSpan? limit = null)
    {
        try
        {
            string output = await _process
                .StandardOutput.ReadToEndAsync(cancellationToken)
                .WaitAsync(limit ?? Limit, cancellationToken);
            return new ProgramEnd(await EndAsync(cancellationToken), output, Errors);
        }
        catch (TimeoutException e)
        {
            string[] last = Errors.TrimEnd().Split('\n');
            throw new TimeoutException(
                $"It does not end. Its last words: {string.Join('\n', last[^Math.Min(8, last.Length)..])}",
                e
            );
        }
    }

    /// <summary>Waits for its end, and gives back all that it wrote; it must end well.</summary>
    public async Task<string> OutputAsync(CancellationToken cancellationToken)
    {
        ProgramEnd end = await FinishAsync(cancellationToken);
        end.Status.ShouldBe(0, end.Errors);
        return end.Output;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
            lock (_errors)
                _errors.AppendLine(line);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
