using Gantry.Fleet.Jobs;
using Gantry.Storage.Files;

namespace Gantry.Fleet.Matching;

/// <summary>Which bytes of a job are for a printer: those of the variant for its model, else the job's own.</summary>
internal static class BytesFor
{
    public static (ContentHash? Hash, JobFacts Facts) Of(PrinterFacts printer, MatchJob job)
    {
        MatchVariant? variant = VariantOf(printer, job);
        return variant is null ? (job.ContentHash, job.Facts) : (variant.ContentHash, variant.Facts);
    }

    public static MatchVariant? VariantOf(PrinterFacts printer, MatchJob job) =>
        job.Variants.FirstOrDefault(v => SameModel(v.Model, printer.Model));

    public static bool SameModel(string a, string b) =>
        a.Length > 0 && string.Equals(a.Trim(), b.Trim(), StringComparison.OrdinalIgnoreCase);
}
