namespace WsiDicomizer.Conversion.CaseData;

/// <summary>Something in a file of case data that is wrong.</summary>
/// <param name="Line">The line, from 1; 0 where the file as a whole is meant.</param>
/// <param name="Column">In JSON the character of the line, in CSV the cell of the row, both from 1; 0 with line 0.</param>
/// <param name="Message">What is wrong and what would be right; names of fields, never a value of the file.</param>
public readonly record struct CaseDataMistake(int Line, int Column, string Message);
