// The whole hamlet command, with the plugins of this program: what is marked [Algorithm("name")], [Environment("name")] and so on.
return await Hamlet.Hosting.HamletHost.RunAsync(args);
