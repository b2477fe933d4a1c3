using System.Text.Json.Serialization;

namespace WsiDicomizer.SyntheticSlides.AnswerKeys;

/// <summary>The generated reader and writer of answer keys: no reflection.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    UseStringEnumConverter = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AnswerKey))]
internal sealed partial class AnswerKeyJsonContext : JsonSerializerContext;
