namespace WsiDicomizer.Conversion.Planning;

/// <summary>A size on the glass in millimetres, width before height.</summary>
/// <param name="WidthMm">Across the image's columns.</param>
/// <param name="HeightMm">Across the image's rows.</param>
public readonly record struct PhysicalSize(double WidthMm, double HeightMm);
