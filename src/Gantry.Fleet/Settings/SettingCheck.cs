using System.Net;
using Gantry.Fleet.Errors;
using Gantry.Fleet.Notifications;
using Gantry.Sharing;
using Gantry.Sharing.Policies;

namespace Gantry.Fleet.Settings;

/// <summary>Says what is wrong with settings, by the fields' names in the API.</summary>
internal static class SettingCheck
{
    private const double Most = 1_000_000_000;

    public static void Check(SettingsEdit edit)
    {
        var errors = new FieldErrors();
        if (edit.General is { } general)
        {
            errors.Require(
                general.SiteName.Trim().Length is >= 1 and <= 100 && !general.SiteName.Any(char.IsControl),
                "general.siteName",
                "Expected 1 to 100 characters."
            );
            errors.Require(general.Hosts.Count <= 100, "general.hosts", "At most 100 names.");
            foreach (string host in general.Hosts)
                errors.Require(
                    Uri.CheckHostName(host) != UriHostNameType.Unknown,
                    "general.hosts",
                    $"'{host}' is not a host name or address."
                );
        }
        if (edit.Queue is { } queue)
        {
            Amount(queue.StaggerSeconds, "queue.staggerSeconds", errors);
            Amount(queue.PowerLimitW, "queue.powerLimitW", errors);
            Amount(queue.PlateNoticeSeconds, "queue.plateNoticeSeconds", errors);
            Amount(queue.PlateReminderSeconds, "queue.plateReminderSeconds", errors);
            errors.Require(queue.WorkingHours.Count <= 50, "queue.workingHours", "At most 50 times of the week.");
            errors.Require(
                queue.WorkingHours.All(h => h.Days.Count > 0),
                "queue.workingHours",
                "Each time of the week needs at least one day."
            );
        }
        if (edit.Costs is { } costs)
        {
            Amount(costs.MachineHour, "costs.machineHour", errors);
            Amount(costs.EnergyKwh, "costs.energyKwh", errors);
            errors.Require(costs.Currency.Length <= 10, "costs.currency", "At most 10 characters.");
            errors.Require(costs.Materials.Count <= 500, "costs.materials", "At most 500 materials.");
            foreach (MaterialCost material in costs.Materials)
                Amount(material.PerKg, "costs.materials", errors);
        }
        if (edit.Retention is { } retention)
        {
            errors.Require(
                retention.Days is null or >= 1,
                "retention.days",
                "Expected a day or more, or null for ever."
            );
            errors.Require(
                retention.MaxBytes is null or >= 0,
                "retention.maxBytes",
                "Expected bytes, or null for no limit."
            );
        }
        if (edit.Sharing is { } sharing)
            CheckSharing(sharing, errors);
        foreach (NoticeChannelEdit channel in edit.Notifications ?? [])
            NoticeChannels.Check(channel, errors);
        errors.ThrowIfAny();
    }

    private static void CheckSharing(SharingSettings sharing, FieldErrors errors)
    {
        errors.Require(
            sharing.Bind is SharingSettings.ThisMachine or SharingSettings.Network
                || IPAddress.TryParse(sharing.Bind, out _),
            "sharing.bind",
            $"Expected '{SharingSettings.ThisMachine}', '{SharingSettings.Network}' or an address of this machine."
        );
        errors.Require(
            sharing.Allowed.Count is >= 1 and <= 100 && AllowedNetworks.TryParse(sharing.Allowed) is not null,
            "sharing.allowed",
            "Expected 'local', 'any', addresses, or networks as 192.168.1.0/24."
        );
        errors.Require(
            sharing.IdleLimitSeconds is >= 0 and <= ShareOptions.MostIdleSeconds,
            "sharing.idleLimitSeconds",
            $"Expected 0 for no limit, or seconds up to {ShareOptions.MostIdleSeconds}."
        );
    }

    private static void Amount(double value, string field, FieldErrors errors) =>
        errors.Require(value is >= 0 and <= Most, field, "Expected a number from 0 up.");
}
