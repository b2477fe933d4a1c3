using WsiDicomizer.InPlace.Names;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Texts;
using WsiDicomizer.InPlace.Tiff;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Formats.Leica;

/// <summary>Leica SCN: its XML finds pages by their place in the chain, so every resolution of the macro stays linked and becomes white.</summary>
/// <remarks>
/// The macro's element of the XML stays too: what it says of sizes is no identity, and without it readers would have pages that
/// nothing explains. Source: formats.md 8.2, 11.2.
/// </remarks>
internal sealed class LeicaAnonymizer : IFormatAnonymizer
{
    /// <inheritdoc/>
    public IReadOnlyList<string> FormatNames { get; } = ["leica"];

    /// <inheritdoc/>
    public void Plan(PlanContext context)
    {
        TextRemoval.Plan(context);
        TiffSlidePictures.Plan(context, TiffFile.Read(context.Open(0), TiffLimits.Default), mustStay: _ => true);
        NameChange.Plan(context);
    }
}
