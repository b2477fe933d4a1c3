namespace WsiDicomizer.Conversion.CaseData;

/// <summary>Which entry of a file of case data is of a slide.</summary>
/// <param name="Index">0-based number of the entry.</param>
/// <param name="IsByBarcode">Whether the barcode says so, alone or with the file name.</param>
public readonly record struct CaseDataMatch(int Index, bool IsByBarcode);
