using System.Text;
using Gantry.Printing;
using Gantry.Printing.Jobs;

namespace Gantry.Tests.Printing;

/// <summary>Compares what the firmware executed with what a job's stream says: its file and what was put between.</summary>
internal sealed class StreamCheck(PrinterRig rig, PreparedJob job, IReadOnlyList<string> file)
{
    private int _from = -1;
    private long _highest = job.Header.FirstNumber - 1;

    /// <summary>Whether the board was reset or stopped since: what it had not executed then is lost for good.</summary>
    public bool IsBroken { get; set; }

    /// <summary>To be called after every step: the stream may be left with the next.</summary>
    public void Look()
    {
        if (rig.Core.Job?.Prepared != job || rig.Core.Stream != job.Stream || rig.Core.Link is not { } link)
            return;
        if (!rig.Core.Job.IsNumbered)
            return;
        // The last M110 was the job's.
        if (_from < 0)
            _from = rig.Executed.LastIndexOf("M110");
        _highest = Math.Max(_highest, link.HighestSent);
    }

    /// <summary>None lost, none twice, none altered.</summary>
    /// <param name="isOver">Whether all that was sent must have been executed.</param>
    public void Verify(bool isOver)
    {
        if (IsBroken || _from < 0)
            return;
        List<string> expected = Expected();
        List<string> executed =
        [
            .. rig
                .Executed.Skip(_from)
                .SkipWhile(c => c != "M110")
                .Where(c =>
                    c is not ("M110" or "M108" or "M410" or "M112") && !c.StartsWith("M876", StringComparison.Ordinal)
                ),
        ];
        int both = Math.Min(executed.Count, expected.Count);
        for (int i = 0; i < both; i++)
            executed[i].ShouldBe(expected[i], $"line {job.Header.FirstNumber + i}");
        if (isOver)
            executed.Count.ShouldBeGreaterThanOrEqualTo(expected.Count);
    }

    private List<string> Expected()
    {
        var lines = new List<string>();
        int command = 0;
        int inserted = 0;
        IReadOnlyList<Intervention> interventions = job.Stream.Interventions;
        for (long number = job.Header.FirstNumber; number <= _highest; number++)
        {
            if (inserted < interventions.Count && interventions[inserted].Number == number)
                lines.Add(Encoding.Latin1.GetString(interventions[inserted++].Command.Span));
            else
                lines.Add(file[command++]);
        }
        return lines;
    }
}
