using System.Text.Json.Serialization;

namespace Gantry.Printing.Journal;

[JsonSerializable(typeof(JournalHeader))]
[JsonSerializable(typeof(JournalMark))]
internal sealed partial class JournalJson : JsonSerializerContext;
