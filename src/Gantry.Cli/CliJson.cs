using System.Text.Json.Serialization;
using Gantry.Cli.Discovery;
using Gantry.Serial.Inventory;
using Gantry.Sharing.Book;
using Gantry.Storage.Backup;

namespace Gantry.Cli;

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<SerialDevice>))]
[JsonSerializable(typeof(PortEntry[]))]
[JsonSerializable(typeof(PrintReport))]
[JsonSerializable(typeof(BackupResult))]
[JsonSerializable(typeof(IReadOnlyList<FoundShare>))]
[JsonSerializable(typeof(PortalDevices))]
internal sealed partial class CliJson : JsonSerializerContext;
