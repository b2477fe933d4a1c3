using WsiDicomizer.InPlace.Names;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Texts;
using WsiDicomizer.InPlace.Tiff;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Formats.Huron;

/// <summary>Huron's TIFF: as Aperio's.</summary>
/// <remarks>Source: formats.md 9.4.</remarks>
internal sealed class HuronAnonymizer : IFormatAnonymizer
{
    /// <inheritdoc/>
    public IReadOnlyList<string> FormatNames { get; } = ["huron"];

    /// <inheritdoc/>
    public void Plan(PlanContext context)
    {
        TextRemoval.Plan(context);
        TiffSlidePictures.Plan(context, TiffFile.Read(context.Open(0), TiffLimits.Default), isTwoSpecial: true);
        NameChange.Plan(context);
    }
}
