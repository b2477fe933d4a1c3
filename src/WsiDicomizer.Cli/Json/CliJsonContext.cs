using System.Text.Json.Serialization;
using WsiDicomizer.Deidentification.Statements;

namespace WsiDicomizer.Cli.Json;

/// <summary>The generated writers of everything that <c>--json</c> prints: no reflection, one line each.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SlideDescription))]
[JsonSerializable(typeof(CodecDescription[]))]
[JsonSerializable(typeof(ProfileListing[]))]
[JsonSerializable(typeof(ProfileDescription))]
[JsonSerializable(typeof(ProfileCheckResult))]
[JsonSerializable(typeof(ProfileDifferences))]
[JsonSerializable(typeof(ConformanceStatement))]
[JsonSerializable(typeof(ConvertedSlideLine))]
[JsonSerializable(typeof(AnonymizedSlideLine))]
[JsonSerializable(typeof(FailedSlideLine))]
[JsonSerializable(typeof(CaseDataLine))]
[JsonSerializable(typeof(DeidentifiedInstanceLine))]
[JsonSerializable(typeof(ReidentifiedInstanceLine))]
internal sealed partial class CliJsonContext : JsonSerializerContext;
