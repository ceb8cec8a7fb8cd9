import type { Saying } from "../sayings";

/** Why prints stop, and how they go on. */
export const prints: readonly Saying[] = [
  // Why a print stopped.
  ["Emergency stop.", "Arrêt d’urgence."],
  [
    "Emergency stop, which the printer could not hear: it was offline.",
    "Arrêt d’urgence que l’imprimante n’a pas pu entendre : elle était hors ligne.",
  ],
  [
    "{name} is offline and does not hear an emergency stop. Switch it off at the mains.",
    "{name} est hors ligne et n’entend pas l’arrêt d’urgence. Coupez-lui le courant.",
  ],
  [
    "Cancelled while the printer was offline.",
    "Annulée pendant que l’imprimante était hors ligne.",
  ],
  ["Cancelled.", "Annulée."],
  ["Goes on at a layer.", "Reprend à une couche."],
  [
    "This is another printer than the one that the job began on.",
    "C’est une autre imprimante que celle où l’impression a commencé.",
  ],
  [
    "The firmware does not say which line it took last, so nobody can know where to go on.",
    "Le firmware ne dit pas quelle ligne il a prise en dernier ; nul ne sait où reprendre.",
  ],
  [
    "The printer was reset: it forgot its position and its targets.",
    "L’imprimante a été réinitialisée : elle a oublié sa position et ses consignes.",
  ],
  [
    "The firmware's last line was {line}, which is not of this job: something else has sent to it.",
    "La dernière ligne du firmware était {line}, qui n’est pas de cette impression : autre chose lui a écrit.",
  ],
  [
    "An acknowledgement came that belongs to nothing: the firmware may have executed a cut line.",
    "Un accusé de réception ne correspond à rien : le firmware a pu exécuter une ligne coupée.",
  ],
  [
    "Near line {line} the firmware may have executed the cut end of a line as a command.",
    "Vers la ligne {line}, le firmware a pu exécuter la fin coupée d’une ligne comme une commande.",
  ],
  [
    "Near line {line} the firmware got the cut end of a line, and did not know it: nothing came of it.",
    "Vers la ligne {line}, le firmware a reçu la fin coupée d’une ligne, sans la comprendre : sans conséquence.",
  ],
  [
    "The firmware says that its last line was {line}, which cannot be.",
    "Le firmware dit que sa dernière ligne était {line}, ce qui est impossible.",
  ],
  [
    "The firmware refuses line {line} again and again.",
    "Le firmware refuse sans cesse la ligne {line}.",
  ],
  ["The firmware does not answer.", "Le firmware ne répond pas."],
  ["The printer was reset.", "L’imprimante a été réinitialisée."],
  [
    "The heaters were switched off: nobody came.",
    "Les chauffes ont été coupées : personne n’est venu.",
  ],
  [
    "The hotends were switched off: nobody came. Resuming heats them again.",
    "Les buses ont été coupées : personne n’est venu. La reprise les chauffe à nouveau.",
  ],
  ["The printer waits for a person.", "L’imprimante attend quelqu’un."],
  ["The file asks for {command}.", "Le fichier demande {command}."],
  ["The printer asked for a pause.", "L’imprimante a demandé une pause."],
  ["The printer has paused by itself.", "L’imprimante s’est mise en pause elle-même."],
  ["Gantry ended before anything was sent.", "Gantry s’est arrêté avant d’avoir rien envoyé."],
  [
    "Gantry was restarted and cannot go on with this print: {why}",
    "Gantry a redémarré et ne peut pas continuer cette impression : {why}",
  ],
  // Going on at a layer.
  [
    "It is not known how this printer moves. Set the kinematics in its profile, and start again.",
    "On ne sait pas comment cette imprimante se déplace. Réglez sa cinématique dans son profil, puis recommencez.",
  ],
  [
    "This printer cannot home X and Y alone above a part, so the print cannot go on. Start it anew.",
    "Cette imprimante ne peut pas prendre les origines X et Y seules au-dessus d’une pièce ; l’impression ne peut pas reprendre. Recommencez-la.",
  ],
  [
    "This printer's firmware moves nothing before Z is homed, and the part is in the way of that. Start the print anew.",
    "Le firmware de cette imprimante ne bouge rien avant l’origine Z, et la pièce gêne. Recommencez l’impression.",
  ],
  [
    "The file does not show where its layers begin, so the print cannot go on at one.",
    "Le fichier ne montre pas où commencent ses couches ; l’impression ne peut pas y reprendre.",
  ],
  [
    "The file prints its objects one after the other; finished ones stand in the way of the head. Print what is missing as a new job.",
    "Le fichier imprime ses objets l’un après l’autre ; ceux qui sont finis gênent la tête. Imprimez ce qui manque séparément.",
  ],
  [
    "The file uses relative coordinates at this layer. Choose another layer.",
    "Le fichier utilise des coordonnées relatives à cette couche. Choisissez-en une autre.",
  ],
  [
    "Nothing was printed yet, or the file does not say where the head is. Start the print anew.",
    "Rien n’a encore été imprimé, ou le fichier ne dit pas où est la tête. Recommencez l’impression.",
  ],
  [
    "Nothing was printed yet, or the file does not show where its layers begin. Start the print anew.",
    "Rien n’a encore été imprimé, ou le fichier ne montre pas où commencent ses couches. Recommencez l’impression.",
  ],
  [
    "The file has shifted its coordinates (G92 or G54 to G59), which homing would undo. Start the print anew.",
    "Le fichier a décalé ses coordonnées (G92 ou G54 à G59), ce que la prise d’origine annulerait. Recommencez l’impression.",
  ],
  [
    "The file sets no temperature for the hotend. Start the print anew after setting one.",
    "Le fichier ne règle pas la température de la buse. Réglez-la, puis recommencez l’impression.",
  ],
  [
    "Layer {layer} is at {z}, but the part is {height} high. Choose a layer above.",
    "La couche {layer} est à {z}, mais la pièce fait {height} de haut. Choisissez une couche au-dessus.",
  ],
  [
    "The head can go up only {room} above the part, and needs {wanted} to pass over it.",
    "La tête ne peut monter que de {room} au-dessus de la pièce, et il lui faut {wanted} pour passer.",
  ],
  [
    "There is no place beside the part to prime the nozzle. Set a parking place in the printer's profile that is not over the part.",
    "Il n’y a pas de place à côté de la pièce pour amorcer la buse. Réglez dans le profil une place de repos hors de la pièce.",
  ],
  [
    "The printer cannot know how high it is; it is told. Watch the first lines, and stop it if the nozzle digs in or prints in the air.",
    "L’imprimante ne peut pas connaître sa hauteur ; on la lui dit. Surveillez les premières lignes, et arrêtez si la buse racle ou imprime en l’air.",
  ],
  [
    "Between the part and layer {layer} there may be a gap of {gap}.",
    "Entre la pièce et la couche {layer}, il peut y avoir un vide de {gap}.",
  ],
  [
    "The bed was probed for this print, and the printer has forgotten that: heights may differ by as much as the bed is uneven.",
    "Le plateau avait été palpé pour cette impression, et l’imprimante l’a oublié : les hauteurs peuvent différer des défauts du plateau.",
  ],
  [
    "The file has no layer {layer}: they are counted from 1 to {count}.",
    "Le fichier n’a pas de couche {layer} : elles vont de 1 à {count}.",
  ],
  // Notices of the journal.
  [
    "The journal {path} cannot be written: {why} The print was not started.",
    "Le journal {path} ne peut pas être écrit : {why} L’impression n’a pas commencé.",
  ],
  ["From line {line} on: {why}", "À partir de la ligne {line} : {why}"],
  [
    "The journal of the print can be written again.",
    "Le journal de l’impression peut de nouveau être écrit.",
  ],
  [
    "{why} The print goes on; if Gantry ends now, nobody will know where.",
    "{why} L’impression continue ; si Gantry s’arrête maintenant, personne ne saura où.",
  ],
  [
    "{printer} can be told nothing between the lines of its print now: {why} Pause, cancel and the emergency stop still work.",
    "Rien ne peut être dit à {printer} entre les lignes de son impression pour l’instant : {why} La pause, l’annulation et l’arrêt d’urgence fonctionnent toujours.",
  ],
  [
    "The journal {path} cannot be written: {why}",
    "Le journal {path} ne peut pas être écrit : {why}",
  ],
  [
    "Node {node}, which printed this, is gone, and what it knew of how far it came is not on node {here}: {why} With one --journals directory for all nodes another one goes on.",
    "Le nœud {node}, qui imprimait ceci, a disparu, et ce qu’il savait de l’avancement n’est pas sur le nœud {here} : {why} Avec un même dossier --journals pour tous les nœuds, un autre continue.",
  ],
  [
    "What printed on it before still holds the print's journal; it goes on when that is free.",
    "Ce qui y imprimait avant tient encore le journal de l’impression ; elle continue dès qu’il est libre.",
  ],
  [
    "It was interrupted before Gantry was restarted.",
    "Elle avait été interrompue avant le redémarrage de Gantry.",
  ],
];
