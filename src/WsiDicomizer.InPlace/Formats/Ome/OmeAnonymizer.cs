using WsiDicomizer.InPlace.Names;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Texts;
using WsiDicomizer.InPlace.Tiff;
using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Formats.Ome;

/// <summary>OME-TIFF: its XML finds pages by their number, so label and macro stay linked and become white.</summary>
/// <remarks>Source: formats.md 9.2, 11.2.</remarks>
internal sealed class OmeAnonymizer : IFormatAnonymizer
{
    /// <inheritdoc/>
    public IReadOnlyList<string> FormatNames { get; } = ["ome-tiff"];

    // What Bio-Formats calls pictures beside a pyramid: by these names readers know them, and they say nothing.
    private static readonly string[] PictureNames = ["label image", "macro image", "label", "macro", "overview", "thumbnail"];

    /// <inheritdoc/>
    public void Plan(PlanContext context)
    {
        TextRemoval.Plan(context, record => !IsPictureName(record));
        TiffSlidePictures.Plan(context, TiffFile.Read(context.Open(0), TiffLimits.Default), mustStay: _ => true);
        NameChange.Plan(context);
        OmeFileNames.Plan(context);
    }

    private static bool IsPictureName(IdentityRecord record) =>
        record is { Name: "Image@Name", Value: { } value } && PictureNames.Contains(value, StringComparer.OrdinalIgnoreCase);
}
