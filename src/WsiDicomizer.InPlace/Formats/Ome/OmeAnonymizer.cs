using WsiDicomizer.InPlace.Names;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Texts;
using WsiDicomizer.InPlace.Tiff;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Formats.Ome;

/// <summary>OME-TIFF: its XML finds pages by their number, so label and macro stay linked and become white.</summary>
/// <remarks>Source: formats.md 9.2, 11.2.</remarks>
internal sealed class OmeAnonymizer : IFormatAnonymizer
{
    /// <inheritdoc/>
    public IReadOnlyList<string> FormatNames { get; } = ["ome-tiff"];

    /// <inheritdoc/>
    public void Plan(PlanContext context)
    {
        TextRemoval.Plan(context);
        TiffSlidePictures.Plan(context, TiffFile.Read(context.Open(0), TiffLimits.Default), mustStay: _ => true);
        NameChange.Plan(context);
        OmeFileNames.Plan(context);
    }
}
