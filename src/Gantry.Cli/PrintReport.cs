using Gantry.Printing;

namespace Gantry.Cli;

/// <summary>The performance of a print, in the columns that people compare set-ups by.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Outcome">How the print ended.</param>
/// <param name="LinesBefore">Commands that were done before, when the print went on with an interrupted job; they count nowhere here.</param>
/// <param name="Lines">Commands of the file that were printed.</param>
/// <param name="Bytes">Bytes of G-code of these, line ends included, as they stand in the file without comments.</param>
/// <param name="Seconds">From the start of the job to its end.</param>
/// <param name="LinesPerSecond">Commands per second.</param>
/// <param name="AverageLineLength">Bytes per command.</param>
/// <param name="CharsPerSecond">Bytes of G-code per second.</param>
/// <param name="BitsPerSecond">The same in bits, 8 a byte.</param>
/// <param name="MsPerLine">Milliseconds per command.</param>
/// <param name="RoundTripMsP50">From a line's sending to its acknowledgement, ms, of half of the lines at most.</param>
/// <param name="RoundTripMsP99">The same, of 99 % of the lines.</param>
/// <param name="Baud">Bits per second of the port.</param>
/// <param name="WireBytes">Bytes that went over the wire, line numbers, checksums and repetitions included.</param>
/// <param name="Resends">Times that sending went back to an earlier line.</param>
/// <param name="OksLost">Acknowledgements that never came.</param>
/// <param name="OksUnexpected">Acknowledgements that belonged to nothing.</param>
/// <param name="Notes">What is worth knowing besides, such as cut lines that the firmware executed.</param>
internal sealed record PrintReport(
    string File,
    string Outcome,
    long LinesBefore,
    long Lines,
    long Bytes,
    double Seconds,
    double LinesPerSecond,
    double AverageLineLength,
    double CharsPerSecond,
    double BitsPerSecond,
    double MsPerLine,
    double RoundTripMsP50,
    double RoundTripMsP99,
    int Baud,
    long WireBytes,
    long Resends,
    long OksLost,
    long OksUnexpected,
    IReadOnlyList<string> Notes
)
{
    /// <summary>Makes the report of a job that is over.</summary>
    public static PrintReport Of(JobResult job, long linesBefore)
    {
        double seconds = Math.Max(job.Duration.TotalSeconds, 1e-6);
        long lines = job.Commands - linesBefore;
        JobPerformance link = job.Performance;
        long bytes = link.CommandBytes;
        return new PrintReport(
            job.Header.FileName,
            job.Outcome.ToString().ToLowerInvariant(),
            linesBefore,
            lines,
            bytes,
            Math.Round(seconds, 3),
            Math.Round(lines / seconds, 3),
            lines > 0 ? Math.Round((double)bytes / lines, 2) : 0,
            Math.Round(bytes / seconds, 3),
            Math.Round(8 * bytes / seconds, 3),
            lines > 0 ? Math.Round(1000 * seconds / lines, 3) : 0,
            Math.Round(link.RoundTripMedian.TotalMilliseconds, 3),
            Math.Round(link.RoundTripP99.TotalMilliseconds, 3),
            link.BaudRate,
            link.WireBytes,
            link.Resends,
            link.OksLost,
            link.OksUnexpected,
            job.Notes
        );
    }
}
