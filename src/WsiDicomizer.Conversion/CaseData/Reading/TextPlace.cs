namespace WsiDicomizer.Conversion.CaseData.Reading;

/// <summary>A place in a text.</summary>
/// <param name="Line">From 1; 0 for the text as a whole.</param>
/// <param name="Column">From 1: in JSON a character of the line, in CSV a cell of the row.</param>
internal readonly record struct TextPlace(int Line, int Column);
