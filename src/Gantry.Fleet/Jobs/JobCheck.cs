using Gantry.Fleet.Errors;
using Gantry.Fleet.People;

namespace Gantry.Fleet.Jobs;

/// <summary>Says what is wrong with what somebody wants of a job.</summary>
internal static class JobCheck
{
    private const int MostCopies = 10_000;
    private const int MostPriority = 1000;
    private const int MostVariants = 64;

    public static void Check(Caller caller, NewJob job)
    {
        var errors = new FieldErrors();
        Name(job.Name, errors);
        Copies(job.Copies, errors);
        Priority(caller, job.Priority, errors);
        Routing(job.Routing, errors);
        errors.Require(
            (job.Variants?.Count ?? 0) <= MostVariants,
            "variants",
            $"A job has {MostVariants} variants at most."
        );
        foreach (JobVariantView variant in job.Variants ?? [])
            errors.Require(
                variant.FileId is not null && !string.IsNullOrWhiteSpace(variant.Model),
                "variants",
                "Each variant needs a file and the model that it is for."
            );
        errors.ThrowIfAny();
    }

    public static void Check(Caller caller, JobEdit job)
    {
        var errors = new FieldErrors();
        Name(job.Name, errors);
        if (job.Copies is { } copies)
            Copies(copies, errors);
        if (job.Priority is { } priority)
            Priority(caller, priority, errors);
        Routing(job.Routing, errors);
        errors.ThrowIfAny();
    }

    private static void Name(string? name, FieldErrors errors) =>
        errors.Require(
            name is null || (name.Trim().Length is >= 1 and <= 255 && !name.Any(char.IsControl)),
            "name",
            "Expected 1 to 255 characters, none of them a control character."
        );

    private static void Copies(int copies, FieldErrors errors) =>
        errors.Require(copies is >= 1 and <= MostCopies, "copies", $"Expected 1 to {MostCopies} copies, not {copies}.");

    private static void Priority(Caller caller, int priority, FieldErrors errors)
    {
        errors.Require(
            Math.Abs((long)priority) <= MostPriority,
            "priority",
            $"Expected -{MostPriority} to {MostPriority}, not {priority}."
        );
        errors.Require(
            priority <= 0 || caller.May(Right.QueueManage),
            "priority",
            "Only who manages the queue may give a job a higher priority than 0."
        );
    }

    private static void Routing(JobRouting? routing, FieldErrors errors)
    {
        if (routing is null)
            return;
        errors.Require(routing.Tags is not { Count: > 32 }, "routing.tags", "At most 32 tags can be asked for.");
        errors.Require(
            routing.PrinterIds is not { Count: 0 or > 1000 },
            "routing.printerIds",
            "Name 1 to 1000 printers, or none at all."
        );
        errors.Require(
            routing.NozzleMm is null or > 0 and < 10,
            "routing.nozzleMm",
            "Expected the diameter of a nozzle in mm, as 0.4."
        );
    }
}
