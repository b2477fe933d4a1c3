namespace WsiDicomizer.Conversion.CaseData.Reading;

/// <summary>A column of a CSV file.</summary>
/// <param name="Name">What it holds.</param>
/// <param name="Specimen">Of which specimen on the slide, from 1; 0 for the slide itself.</param>
internal readonly record struct CsvColumn(string Name, int Specimen);
