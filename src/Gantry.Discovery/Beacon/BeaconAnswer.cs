using System.Text.Json.Serialization;

namespace Gantry.Discovery.Beacon;

/// <summary>What a serial portal says when it is called.</summary>
/// <param name="Service">What it is, such as <c>gantry</c>.</param>
/// <param name="HostName">The machine's name.</param>
/// <param name="Ip">Its address, as the asker reaches it.</param>
/// <param name="Port">The TCP port of its HTTP API.</param>
public sealed record BeaconAnswer(
    [property: JsonPropertyName("service")] string Service,
    [property: JsonPropertyName("hostname")] string HostName,
    [property: JsonPropertyName("ip")] string Ip,
    [property: JsonPropertyName("port")] int Port
);
