using Gantry.Firmware;

namespace Gantry.Printing;

/// <summary>How a link did during a job.</summary>
/// <param name="BaudRate">Bits per second of the port.</param>
/// <param name="Lines">Lines that were acknowledged, scripts and interventions included.</param>
/// <param name="CommandBytes">Bytes of their commands, a line end each, without numbers, checksums and repetitions.</param>
/// <param name="WireBytes">Bytes that were sent for them, numbers, checksums and repetitions included.</param>
/// <param name="RoundTripMedian">From a line's sending to its acknowledgement, of half of the lines at most.</param>
/// <param name="RoundTripP99">The same, of 99 % of the lines.</param>
/// <param name="Resends">Times that sending went back to an earlier line.</param>
/// <param name="OksLost">Acknowledgements that never came.</param>
/// <param name="OksUnexpected">Acknowledgements that belonged to nothing.</param>
public sealed record JobPerformance(
    int BaudRate,
    long Lines,
    long CommandBytes,
    long WireBytes,
    TimeSpan RoundTripMedian,
    TimeSpan RoundTripP99,
    long Resends,
    long OksLost,
    long OksUnexpected
)
{
    internal static JobPerformance Of(LinkStatistics statistics, int baudRate) =>
        new(
            baudRate,
            statistics.Lines,
            statistics.CommandBytes,
            statistics.Bytes,
            statistics.RoundTrips.Percentile(0.5),
            statistics.RoundTrips.Percentile(0.99),
            statistics.Resends,
            statistics.OksLost,
            statistics.OksUnexpected
        );
}
