namespace WsiDicomizer.Conversion.CaseData.Reading;

/// <summary>A cell of a CSV file.</summary>
/// <param name="Place">The line in which it begins, and its number in the row from 1.</param>
/// <param name="Text">The text without quotes and without blanks around it; may be empty.</param>
internal readonly record struct CsvCell(TextPlace Place, string Text);
