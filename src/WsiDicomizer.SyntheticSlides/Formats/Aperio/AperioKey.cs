using WsiDicomizer.SyntheticSlides.AnswerKeys;

namespace WsiDicomizer.SyntheticSlides.Formats.Aperio;

/// <summary>One <c>Key = Value</c> of an Aperio description.</summary>
/// <param name="Name">The vendor's key.</param>
/// <param name="Value">The value as written; null leaves the key out.</param>
/// <param name="Kind">What identity the value is; null for technical values.</param>
internal readonly record struct AperioKey(string Name, string? Value, PlantedKind? Kind = null);
