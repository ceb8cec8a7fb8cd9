using System.Text;
using System.Text.Json;
using Gantry.Fleet.Json;
using Gantry.Fleet.Printers.Views;
using Gantry.Storage.Cluster;

namespace Gantry.Fleet.Cluster;

/// <summary>Writes what a node tells of a printer so that a notice of the database can carry it.</summary>
internal static class RemoteLiveText
{
    /// <summary>The topic of these notices.</summary>
    public const string Topic = "live";

    /// <summary>What firmwares and files say may be longer than anybody reads in an overview.</summary>
    private const int MostText = 200;

    /// <summary>Writes it; what is too long is left out or cut.</summary>
    public static string Write(RemoteLive told)
    {
        string text = FleetJson.Write(told);
        if (Fits(text))
            return text;
        LiveView live = told.Live;
        if (live.Firmware is { } firmware)
            live = live with { Firmware = firmware with { Capabilities = [] } };
        text = FleetJson.Write(told with { Live = live });
        if (Fits(text))
            return text;
        live = live with
        {
            Reason = Cut(live.Reason),
            Message = Cut(live.Message),
            Trouble = live.Trouble is { } trouble ? trouble with { Text = Cut(trouble.Text) } : null,
            Prompt = live.Prompt is { } prompt
                ? prompt with
                {
                    Text = Cut(prompt.Text),
                    Choices = [.. prompt.Choices.Take(8).Select(Cut)],
                }
                : null,
            Temperatures = [.. live.Temperatures.Take(8)],
            Job = live.Job is { } job ? job with { FileName = Cut(job.FileName), Owner = Cut(job.Owner) } : null,
        };
        AttentionView? attention = told.Attention is { } a ? a with { Text = Cut(a.Text) } : null;
        return FleetJson.Write(told with { Live = live, Attention = attention });
    }

    /// <summary>Reads it; null when it is something else.</summary>
    public static RemoteLive? Read(string text)
    {
        try
        {
            return FleetJson.Read<RemoteLive>(text);
        }
        catch (JsonException)
        {
            // A node of another version.
            return null;
        }
    }

    /// <summary>Whether a notice can carry it.</summary>
    public static bool Fits(string text) => Encoding.UTF8.GetByteCount(text) <= Change.MaxTextBytes;

    private static string Cut(string text) => text.Length <= MostText ? text : text[..MostText] + "…";
}
