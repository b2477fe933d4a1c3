namespace WsiDicomizer.Conversion.CaseData.Model;

/// <summary>Where the slide was scanned.</summary>
/// <param name="Name">InstitutionName; null where it is not told.</param>
/// <param name="Address">InstitutionAddress; null where it is not told.</param>
/// <param name="Department">InstitutionalDepartmentName; null where it is not told.</param>
internal sealed record InstitutionData(string? Name, string? Address, string? Department);
