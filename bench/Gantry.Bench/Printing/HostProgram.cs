using System.Diagnostics;
using System.Globalization;

namespace Gantry.Bench.Printing;

/// <summary>A program of the benchmark in a process of its own, with the processor time it used.</summary>
internal sealed class HostProgram : IDisposable
{
    private readonly Process _process;
    private bool _isDisposed;

    private HostProgram(Process process) => _process = process;

    /// <summary>Whether it runs no more.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Processor time it used so far, all threads.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Bytes of memory that it holds now, those that it shares with others included.</summary>
    public long Resident
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>
    /// Bytes of memory that are its own (RssAnon and RssShmem): not the program files, which the kernel shares between all programs
    /// that use them, and may drop and read again.
    /// </summary>
    public long Own =>
        1024
        * File.ReadLines($"/proc/{_process.Id}/status")
            .Where(l =>
                l.StartsWith("RssAnon", StringComparison.Ordinal) || l.StartsWith("RssShmem", StringComparison.Ordinal)
            )
            .Sum(l =>
                long.Parse(
                    l.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1],
                    CultureInfo.InvariantCulture
                )
            );

    /// <summary>Starts <c>gantry</c> as it was built for the benchmark.</summary>
    public static HostProgram Gantry(params string[] arguments) =>
        Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "gantry.dll"), .. arguments]);

    /// <summary>Starts printcore on a file.</summary>
    public static HostProgram Printcore(string port, int baud, string file) =>
        Start(
            "/usr/bin/python3",
            [BenchFolder.Find("bench/peers/printcore_host.py"), port, baud.ToString(CultureInfo.InvariantCulture), file]
        );

    private static HostProgram Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new HostProgram(process);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }
}
