using Gantry.Discovery.Dns;

namespace Gantry.Discovery.Mdns.Querying;

/// <summary>What can be asked for.</summary>
/// <param name="Name">Of which name.</param>
/// <param name="Type">Which kind of records.</param>
internal readonly record struct Topic(DnsName Name, DnsType Type);
