using System.Diagnostics;

namespace Gantry.Bench.Printing;

/// <summary><c>gantry simulate</c> in a process of its own, and the pace at which it executes commands.</summary>
internal sealed class SimulatedBoard : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    /// <summary>More commands than any host asks and sets before the job: who it is, its reports, the line number.</summary>
    private const int SetUp = 12;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gantry-bench-");
    private readonly HostProgram _program;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private long _read;
    private long _lines;

    public SimulatedBoard(params string[] options)
    {
        _program = HostProgram.Gantry(["simulate", "--pty", Port, "--executed", Executed, .. options]);
        while (!Path.Exists(Port) && !_program.HasEnded)
            Thread.Sleep(Look);
    }

    /// <summary>The link to its pty.</summary>
    public string Port => PathOf("printer.tty");

    private string Executed => PathOf("executed");

    /// <summary>A file in its folder.</summary>
    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>
    /// Follows a host until it ends or all was executed. The pace is that of the middle: from a tenth to nine tenths of the
    /// lines, if not said otherwise, so that neither connecting nor the last moves count.
    /// </summary>
    /// <param name="host">The host that prints.</param>
    /// <param name="lines">Commands of its job.</param>
    /// <param name="after">The part of the lines after which is measured.</param>
    public Pace Follow(HostProgram host, int lines, double after = 0.1)
    {
        long first = 0;
        (long Lines, long At, TimeSpan Processor) from = default;
        (long Lines, long At, TimeSpan Processor) to = default;
        TimeSpan longest = TimeSpan.Zero;
        long changedAt = Stopwatch.GetTimestamp();
        long begin = Count();
        while (to.At == 0 && !host.HasEnded)
        {
            long before = _lines;
            long now = Stopwatch.GetTimestamp();
            first = Count() - begin;
            if (_lines > before)
            {
                if (from.At != 0 && Stopwatch.GetElapsedTime(changedAt, now) > longest)
                    longest = Stopwatch.GetElapsedTime(changedAt, now);
                changedAt = now;
            }
            if (from.At == 0 && first >= (lines * after) + SetUp)
                from = (first, now, host.ProcessorTime);
            else if (from.At != 0 && first >= lines * 9L / 10)
                to = (first, now, host.ProcessorTime);
            Thread.Sleep(Look);
        }
        while (!host.HasEnded)
            Thread.Sleep(Look);
        double seconds = Stopwatch.GetElapsedTime(from.At, to.At).TotalSeconds;
        long done = to.Lines - from.Lines;
        return to.At == 0
            ? default
            : new Pace(done / seconds, (to.Processor - from.Processor).TotalSeconds / seconds, longest);
    }

    /// <summary>Commands executed so far.</summary>
    private long Count()
    {
        if (!File.Exists(Executed))
            return 0;
        using FileStream file = new(Executed, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        file.Position = _read;
        for (int count; (count = file.Read(_buffer)) > 0; _read += count)
            _lines += _buffer.AsSpan(0, count).Count((byte)'\n');
        return _lines;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _program.Dispose();
        _folder.Delete(recursive: true);
    }
}
