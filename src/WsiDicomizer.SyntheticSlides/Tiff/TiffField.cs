namespace WsiDicomizer.SyntheticSlides.Tiff;

/// <summary>One entry of a directory: its type, how many values, and their bytes in little endian.</summary>
/// <param name="Type">The field type.</param>
/// <param name="Count">How many values, as the entry states it.</param>
/// <param name="Value">The values' bytes, least significant first; written in place when short enough.</param>
internal sealed record TiffField(TiffFieldType Type, long Count, byte[] Value);
