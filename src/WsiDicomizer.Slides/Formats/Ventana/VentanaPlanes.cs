namespace WsiDicomizer.Slides.Formats.Ventana;

/// <summary>Where the focal planes of a slide lie.</summary>
/// <remarks>
/// One project's reading of Roche's description: the nominal plane is stored first, then the near ones one by one, then the far ones;
/// of an even number the odd one is far. Near is near to the objective, which looks down on the tissue: further from the glass.
/// Nobody has confirmed it with a slide here.
/// </remarks>
internal static class VentanaPlanes
{
    /// <summary>A plane.</summary>
    /// <param name="structure">The slide.</param>
    /// <param name="index">0-based, in the order of the file.</param>
    /// <returns>Null for a slide of one plane.</returns>
    public static FocalPlane? Find(VentanaStructure structure, int index)
    {
        var count = structure.Levels[0].Planes;
        if (count == 1)
        {
            return null;
        }

        var steps = StepsOf(index, count);
        return new FocalPlane(index, steps == 0 ? 0 : steps * structure.Scan.PlaneSpacing);
    }

    private static int StepsOf(int index, int count)
    {
        var near = (count - 1) / 2;
        return index <= near ? index : near - index;
    }
}
