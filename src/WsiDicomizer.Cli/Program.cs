using WsiDicomizer.Cli;
using WsiDicomizer.Cli.Converting;
using WsiDicomizer.Cli.Terminal;

if (args is ["convert", ..])
{
    TablePreload.Start();
}

using var console = new SystemConsole();
using var interruption = new Interruption();
return CommandLine.Run(
    args,
    new CommandEnvironment { Console = console, ListenForInterruption = interruption.Listen });
