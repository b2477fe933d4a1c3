namespace WsiDicomizer.Slides.Formats.Mirax;

/// <summary>A line of Slidedat.ini with a value.</summary>
/// <param name="Section">The section that it stands in; empty before the first.</param>
/// <param name="Key">The text before the first <c>=</c>; empty where there is none.</param>
/// <param name="Value">The text behind it; the whole line where it has no <c>=</c>.</param>
/// <param name="Range">The bytes of the value, without blanks around it.</param>
internal sealed record MiraxIniEntry(string Section, string Key, string Value, ByteRange Range);
